/** The channels that the settings switch on. */
import type { Config } from '../config.ts';
import type { Log } from '../lib/log.ts';
import type { Channel, ChannelName } from './channel.ts';
import { makeLineChannel } from './line/channel.ts';
import { makeTeamsChannel } from './teams/channel.ts';
import { makeWebChannel } from './web/channel.ts';
import type { Transcript } from './web/transcript.ts';

/** Makes each channel of the settings; `transcript` is the web chat's memory. */
export function makeChannels(config: Config, transcript: Transcript, log: Log): ReadonlyMap<ChannelName, Channel> {
  const channels = [
    ...(config.line ? [makeLineChannel(config.line)] : []),
    ...(config.teams ? [makeTeamsChannel(config.teams, { host: config.host, log })] : []),
    ...(config.webChat ? [makeWebChannel(transcript)] : []),
  ];
  return new Map(channels.map((channel) => [channel.name, channel]));
}
