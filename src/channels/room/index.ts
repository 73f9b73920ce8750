import type { Channel } from '../../chat/channel';
import type { Route } from '../../http/route';
import type { RoomPort } from './port';
import { RoomChannel } from './room-channel';
import { roomRoutes } from './routes';

export type { RoomJump, RoomLine, RoomPort, RoomScene } from './port';

/** The local room: a channel, and the web page where people meet it. Serve its routes on loopback only. */
export function createRoom(port: RoomPort): { readonly channel: Channel; readonly routes: readonly Route[] } {
  const channel = new RoomChannel(port);
  return { channel, routes: roomRoutes(channel, port) };
}
