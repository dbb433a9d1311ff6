import { type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { features, gossip } from './protocol.js';
import { type ServerState } from './server-state.js';
import { uuidOf } from './wire.js';
import { perform } from './writing.js';

/** The server whose manners these are. */
const SERVER_VERSION = '24.10.0';

const STREAMS = 'event_store.client.streams.streams';
const METHODS: readonly {
  readonly service: string;
  readonly method: string;
  readonly features?: string[];
}[] = [
  { service: STREAMS, method: 'read', features: ['position', 'events'] },
  { service: STREAMS, method: 'append' },
  { service: STREAMS, method: 'delete' },
  { service: STREAMS, method: 'tombstone' },
  { service: STREAMS, method: 'batchappend', features: ['deadline_duration'] },
  { service: 'event_store.client.gossip.gossip', method: 'read' },
  { service: 'event_store.client.server_features.serverfeatures', method: 'getsupportedmethods' },
];

type SupportedMethods = InstanceType<typeof features.SupportedMethods>;
type ClusterInfo = InstanceType<typeof gossip.ClusterInfo>;

/** ServerFeatures: what the server can do. From this the client knows whether it may append in batches. */
export function supportedMethods(state: ServerState) {
  return (
    call: ServerUnaryCall<unknown, SupportedMethods>,
    callback: sendUnaryData<SupportedMethods>,
  ): void =>
    perform(state, {
      method: 'features',
      call,
      work: () => {
        const supported = new features.SupportedMethods();
        supported.setEventStoreServerVersion(SERVER_VERSION);
        for (const { service, method, features: list = [] } of METHODS) {
          const entry = new features.SupportedMethod();
          entry.setServiceName(service);
          entry.setMethodName(method);
          entry.setFeaturesList(list);
          supported.addMethods(entry);
        }
        return supported;
      },
      answer: (supported) => callback(null, supported),
      refuse: (refusal) => callback(refusal),
    });
}

/** Gossip: one node, which leads. */
export function clusterInfo(state: ServerState) {
  const instanceId = randomUUID();
  return (call: ServerUnaryCall<unknown, ClusterInfo>, callback: sendUnaryData<ClusterInfo>): void =>
    perform(state, {
      method: 'gossip',
      call,
      work: () => {
        const endpoint = new gossip.EndPoint();
        endpoint.setAddress(state.host);
        endpoint.setPort(state.port);
        const member = new gossip.MemberInfo();
        member.setInstanceId(uuidOf(instanceId));
        member.setTimeStamp(String(BigInt(Date.now()) * 10_000n));
        member.setState(gossip.MemberInfo.VNodeState.LEADER);
        member.setIsAlive(true);
        member.setHttpEndPoint(endpoint);
        const cluster = new gossip.ClusterInfo();
        cluster.addMembers(member);
        return cluster;
      },
      answer: (cluster) => callback(null, cluster),
      refuse: (refusal) => callback(refusal),
    });
}
