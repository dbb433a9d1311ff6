import { parseNotification } from './notification.js';

describe('a notification', () => {
  it('tells a projection and how far it is', () => {
    expect(parseNotification('co-productions:42')).toEqual({ projection: 'co-productions', position: 42n });
  });

  it.each([undefined, '', 'trail', 'trail:', 'trail:-1', 'trail:1e3', ':5', 'trail:5:6'])(
    'that says %j is of somebody else',
    (payload) => {
      expect(parseNotification(payload)).toBeUndefined();
    },
  );
});
