import 'reflect-metadata';
import { Body, Controller, Module, Post, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsIn, IsInt, IsOptional, IsPositive, IsUUID, Matches } from 'class-validator';

/** What a pledge over HTTP is measured against: a door that validates the same body with the same library, and behind it nothing. */
class PledgeDto {
  @IsOptional()
  @IsUUID()
  by?: string;

  @IsUUID()
  through!: string;

  @IsIn(['advance', 'donation'])
  instrument!: string;

  @IsInt()
  @IsPositive()
  amount!: number;

  @Matches(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/)
  reference!: string;

  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  pledgedOn?: string;
}

@Controller('co-productions/:id/pledges')
class NothingController {
  @Post()
  make(@Body() body: PledgeDto): { id: string } {
    return { id: body.through };
  }
}

@Module({ controllers: [NothingController] })
class NothingModule {}

const app = await NestFactory.create<NestFastifyApplication>(NothingModule, new FastifyAdapter(), {
  logger: false,
});
app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
await app.listen(0, '127.0.0.1');
process.send?.(await app.getUrl());
process.once('disconnect', () => process.exit(0));
