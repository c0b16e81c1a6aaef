-- CreateEnum
CREATE TYPE "question_status" AS ENUM ('open', 'answered', 'dismissed');

-- DropIndex
DROP INDEX "unanswered_question_person_id_question_key";

-- AlterTable
ALTER TABLE "knowledge_entry" ADD COLUMN     "seeded" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "unanswered_question" ADD COLUMN     "answer_id" TEXT,
ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "entry_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "number" SERIAL NOT NULL,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "status" "question_status" NOT NULL DEFAULT 'open';

-- CreateTable
CREATE TABLE "feedback" (
    "person_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "useful" BOOLEAN NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("person_id","question","entry_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "unanswered_question_number_key" ON "unanswered_question"("number");

-- CreateIndex
CREATE INDEX "unanswered_question_status_idx" ON "unanswered_question"("status");

-- CreateIndex
CREATE UNIQUE INDEX "unanswered_question_person_id_question_entry_id_key" ON "unanswered_question"("person_id", "question", "entry_id");

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
