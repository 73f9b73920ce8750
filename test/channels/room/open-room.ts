import type { Outbound } from '../../../src/chat/channel';
import { createRoom } from '../../../src/channels/room';
import { createHttp } from '../../../src/http/server';
import { FakePort } from './fake-port';

const silent = { info() {}, warn() {}, error() {} };

export interface OpenRoom {
  readonly url: string;
  readonly port: FakePort;
  push(outbound: Partial<Outbound> & Pick<Outbound, 'route' | 'markdown'>): Promise<unknown>;
  stop(): Promise<void>;
}

/** The room behind the real HTTP server, with a port of arrays. `port` may be one that was used before: a restart. */
export async function openRoom(port = new FakePort(), tcpPort = 0): Promise<OpenRoom> {
  const { channel, routes } = createRoom(port);
  await channel.start(port.receive);
  const push: OpenRoom['push'] = (outbound) => channel.send({ choices: [], mentions: [], again: false, ...outbound });
  port.remind = async () => {
    await push({
      route: { kind: 'group', chatId: 'G1' },
      markdown: '**值班表** 9月29日（周四）11:30截止\n康宁 材料不全：还缺签字、盖章、扫描件',
      mentions: [{ userid: 'limei' }],
    });
  };
  const http = createHttp({ host: '127.0.0.1', port: tcpPort, log: silent, routes });
  const { port: used } = await http.start();
  return {
    url: `http://localhost:${used}`,
    port,
    push,
    async stop() {
      await channel.stop();
      await http.stop();
    },
  };
}
