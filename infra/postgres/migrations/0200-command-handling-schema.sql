CREATE SCHEMA command_handling;
