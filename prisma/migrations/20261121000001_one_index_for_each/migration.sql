-- Where two indexes could serve a statement, the plan made while a table was empty took either, and read all of it later.
-- One index serves each statement now: rows by id the key, those of a lane its own, the unfinished of a lane the last, whose
-- condition only a statement with "status < …" meets.

-- DropIndex
DROP INDEX "inbox_event_lane_id_idx";

-- DropIndex
DROP INDEX "outbox_message_lane_id_idx";

-- CreateIndex
CREATE INDEX "inbox_event_lane_idx" ON "inbox_event"("lane");

-- CreateIndex
CREATE INDEX "outbox_message_lane_idx" ON "outbox_message"("lane");

DROP INDEX "inbox_event_unfinished";
DROP INDEX "outbox_message_unfinished";
CREATE INDEX "inbox_event_unfinished" ON "inbox_event" ("lane") WHERE "status" < 'done';
CREATE INDEX "outbox_message_unfinished" ON "outbox_message" ("lane") WHERE "status" < 'sent';
