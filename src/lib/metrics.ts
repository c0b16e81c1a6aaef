/** What is measured, in Prometheus' format at /metrics. Labels never hold a person. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof makeMetrics>;

/** The process's own registry and its instruments. */
export function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    events: new Counter({
      name: 'taksa_events_total',
      help: 'Webhook events by channel and outcome',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    refusals: new Counter({
      name: 'taksa_webhook_refused_total',
      help: 'Webhook requests refused, by channel and status',
      labelNames: ['channel', 'status'],
      registers,
    }),
    turns: new Counter({ name: 'taksa_turns_total', help: 'Turns by channel and outcome', labelNames: ['channel', 'outcome'], registers }),
    turnSeconds: new Histogram({
      name: 'taksa_turn_seconds',
      help: 'From claim to commit',
      labelNames: ['channel'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    sends: new Counter({
      name: 'taksa_sends_total',
      help: 'Send attempts by channel and outcome',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    answers: new Counter({ name: 'taksa_answers_total', help: 'Answers to questions by kind', labelNames: ['kind'], registers }),
    inboxWaiting: new Gauge({ name: 'taksa_inbox_waiting', help: 'Events that wait for their turn', registers }),
    inboxLag: new Gauge({ name: 'taksa_inbox_lag_seconds', help: 'Age of the oldest waiting event', registers }),
    outboxWaiting: new Gauge({ name: 'taksa_outbox_waiting', help: 'Messages that wait to be sent', registers }),
    outboxUnknown: new Gauge({ name: 'taksa_outbox_unknown', help: 'Messages whose delivery is not known', registers }),
    channelPaused: new Gauge({ name: 'taksa_channel_paused', help: '1 while a channel is paused', labelNames: ['channel'], registers }),
  };
}
