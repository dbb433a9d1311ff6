-- Export and erasure ask for the sign-ins of one person.
CREATE INDEX sign_ins_by_person ON directory.sign_ins (person_id);
