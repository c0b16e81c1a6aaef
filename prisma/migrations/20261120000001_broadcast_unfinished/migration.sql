-- Whether anything of a broadcast still waits is asked several times a second, whatever its size.
CREATE INDEX "outbox_message_broadcast_unfinished" ON "outbox_message" ("broadcast_id") WHERE "status" IN ('waiting', 'sending');
