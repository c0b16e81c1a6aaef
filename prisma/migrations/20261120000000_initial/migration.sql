-- CreateEnum
CREATE TYPE "channel_name" AS ENUM ('line', 'teams', 'web');

-- CreateEnum
CREATE TYPE "identity_kind" AS ENUM ('person', 'group');

-- CreateEnum
CREATE TYPE "identity_status" AS ENUM ('active', 'gone');

-- CreateEnum
CREATE TYPE "language" AS ENUM ('th', 'en');

-- CreateEnum
CREATE TYPE "role_group" AS ENUM ('executive', 'management', 'academic', 'service', 'technology', 'others');

-- CreateEnum
CREATE TYPE "phase" AS ENUM ('early', 'developing', 'maturing');

-- CreateEnum
CREATE TYPE "inbox_status" AS ENUM ('waiting', 'claimed', 'done', 'aside');

-- CreateEnum
CREATE TYPE "purpose" AS ENUM ('answer', 'nudge', 'broadcast');

-- CreateEnum
CREATE TYPE "outbox_status" AS ENUM ('waiting', 'sending', 'sent', 'failed', 'unknown');

-- CreateEnum
CREATE TYPE "quiz_domain" AS ENUM ('COM', 'NET', 'SEC', 'DOC', 'XLS', 'PPT', 'COL', 'LAW', 'ETH', 'DAT', 'GOV');

-- CreateEnum
CREATE TYPE "item_status" AS ENUM ('draft', 'reviewed', 'pilot', 'live', 'retired');

-- CreateEnum
CREATE TYPE "attempt_status" AS ENUM ('open', 'finished', 'left');

-- CreateEnum
CREATE TYPE "broadcast_status" AS ENUM ('sending', 'paused', 'done', 'stopped');

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "channel" "channel_name" NOT NULL,
    "address" TEXT NOT NULL,
    "kind" "identity_kind" NOT NULL DEFAULT 'person',
    "reference" JSONB,
    "status" "identity_status" NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "person_id" UUID NOT NULL,
    "policy_version" TEXT NOT NULL,
    "shown_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("person_id","policy_version")
);

-- CreateTable
CREATE TABLE "profile" (
    "person_id" UUID NOT NULL,
    "language" "language" NOT NULL DEFAULT 'th',
    "role_group" "role_group",
    "phase" "phase",
    "agency" TEXT,
    "reminders" BOOLEAN NOT NULL DEFAULT true,
    "reminder_hour" INTEGER NOT NULL DEFAULT 9,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "profile_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "session" (
    "person_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "stack" JSONB NOT NULL DEFAULT '[]',
    "topic" JSONB,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "inbox_event" (
    "id" BIGSERIAL NOT NULL,
    "channel" "channel_name" NOT NULL,
    "event_id" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "status" "inbox_status" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claim" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "reason" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" BIGSERIAL NOT NULL,
    "channel" "channel_name" NOT NULL,
    "address" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "purpose" "purpose" NOT NULL,
    "cause" TEXT NOT NULL,
    "person_id" UUID,
    "reference" JSONB,
    "recipients" JSONB,
    "messages" JSONB NOT NULL,
    "reply_token" TEXT,
    "reply_until" TIMESTAMPTZ(3),
    "retry_key" UUID NOT NULL,
    "status" "outbox_status" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "doubtful" BOOLEAN NOT NULL DEFAULT false,
    "claim" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "broadcast_id" UUID,

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_gate" (
    "key" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paused_until" TIMESTAMPTZ(3),
    "reason" TEXT,
    "silent" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "channel_gate_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "source_document" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "short_title" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "date" DATE,

    CONSTRAINT "source_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "knowledge_entry" (
    "id" TEXT NOT NULL,
    "current_version" INTEGER NOT NULL,
    "published" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "knowledge_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "knowledge_entry_version" (
    "entry_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "knowledge_entry_version_pkey" PRIMARY KEY ("entry_id","version")
);

-- CreateTable
CREATE TABLE "content_release" (
    "kind" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "content_release_pkey" PRIMARY KEY ("kind")
);

-- CreateTable
CREATE TABLE "unanswered_question" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unanswered_question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quiz_item" (
    "id" TEXT NOT NULL,
    "domain" "quiz_domain" NOT NULL,
    "level" INTEGER NOT NULL,
    "current_version" INTEGER NOT NULL,
    "status" "item_status" NOT NULL,

    CONSTRAINT "quiz_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quiz_item_version" (
    "item_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quiz_item_version_pkey" PRIMARY KEY ("item_id","version")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "domain" "quiz_domain",
    "status" "attempt_status" NOT NULL DEFAULT 'open',
    "length" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "touched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "response" (
    "attempt_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "item_id" TEXT NOT NULL,
    "item_version" INTEGER NOT NULL,
    "options_order" INTEGER[],
    "chosen" INTEGER NOT NULL,
    "correct" BOOLEAN NOT NULL,
    "shown_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "response_pkey" PRIMARY KEY ("attempt_id","position")
);

-- CreateTable
CREATE TABLE "nudge" (
    "person_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "attempt_id" UUID,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "nudge_pkey" PRIMARY KEY ("person_id","day")
);

-- CreateTable
CREATE TABLE "broadcast" (
    "id" UUID NOT NULL,
    "message" JSONB NOT NULL,
    "audience" JSONB NOT NULL,
    "status" "broadcast_status" NOT NULL DEFAULT 'sending',
    "checkpoint" TEXT NOT NULL DEFAULT '',
    "frozen_at" TIMESTAMPTZ(3) NOT NULL,
    "estimate" JSONB NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "broadcast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recipient" (
    "broadcast_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "channel" "channel_name" NOT NULL,
    "address" TEXT NOT NULL,
    "cause" TEXT NOT NULL,

    CONSTRAINT "recipient_pkey" PRIMARY KEY ("broadcast_id","person_id")
);

-- CreateTable
CREATE TABLE "export_link" (
    "token_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE INDEX "identity_person_id_idx" ON "identity"("person_id");

-- CreateIndex
CREATE INDEX "identity_channel_person_id_idx" ON "identity"("channel", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "identity_channel_address_key" ON "identity"("channel", "address");

-- CreateIndex
CREATE INDEX "inbox_event_lane_id_idx" ON "inbox_event"("lane", "id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_event_channel_event_id_key" ON "inbox_event"("channel", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_cause_key" ON "outbox_message"("cause");

-- CreateIndex
CREATE INDEX "outbox_message_lane_id_idx" ON "outbox_message"("lane", "id");

-- CreateIndex
CREATE INDEX "outbox_message_person_id_idx" ON "outbox_message"("person_id");

-- CreateIndex
CREATE INDEX "outbox_message_broadcast_id_idx" ON "outbox_message"("broadcast_id");

-- CreateIndex
CREATE UNIQUE INDEX "unanswered_question_person_id_question_key" ON "unanswered_question"("person_id", "question");

-- CreateIndex
CREATE INDEX "quiz_item_domain_status_idx" ON "quiz_item"("domain", "status");

-- CreateIndex
CREATE INDEX "attempt_person_id_started_at_idx" ON "attempt"("person_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "response_attempt_id_item_id_key" ON "response"("attempt_id", "item_id");

-- CreateIndex
CREATE INDEX "recipient_broadcast_id_cause_idx" ON "recipient"("broadcast_id", "cause");

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "profile" ADD CONSTRAINT "profile_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_broadcast_id_fkey" FOREIGN KEY ("broadcast_id") REFERENCES "broadcast"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_entry_version" ADD CONSTRAINT "knowledge_entry_version_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "knowledge_entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unanswered_question" ADD CONSTRAINT "unanswered_question_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_item_version" ADD CONSTRAINT "quiz_item_version_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "quiz_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient" ADD CONSTRAINT "recipient_broadcast_id_fkey" FOREIGN KEY ("broadcast_id") REFERENCES "broadcast"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient" ADD CONSTRAINT "recipient_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "export_link" ADD CONSTRAINT "export_link_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

-- The claim looks at unfinished events alone, and at the oldest of each lane.
CREATE INDEX "inbox_event_unfinished" ON "inbox_event" ("lane", "id") WHERE "status" IN ('waiting', 'claimed');
CREATE INDEX "inbox_event_queue" ON "inbox_event" ("id") WHERE "status" IN ('waiting', 'claimed');
CREATE INDEX "outbox_message_unfinished" ON "outbox_message" ("lane", "id") WHERE "status" IN ('waiting', 'sending');
CREATE INDEX "outbox_message_due" ON "outbox_message" ("next_attempt_at", "id") WHERE "status" = 'waiting';

-- One open attempt for a person.
CREATE UNIQUE INDEX "attempt_one_open" ON "attempt" ("person_id") WHERE "status" = 'open';

ALTER TABLE "profile" ADD CONSTRAINT "profile_reminder_hour" CHECK ("reminder_hour" BETWEEN 8 AND 19);
ALTER TABLE "response" ADD CONSTRAINT "response_position" CHECK ("position" >= 1 AND "chosen" BETWEEN 0 AND 3);
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_length" CHECK ("length" >= 1);
