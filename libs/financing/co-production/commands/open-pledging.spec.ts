import { given, openPledging, pledgingOpened, proposed } from '../specification/index.js';

describe('the opening of pledging', () => {
  it('lets the proposed co-production be pledged to', () => {
    given(proposed()).when(openPledging).then(pledgingOpened);
  });
});
