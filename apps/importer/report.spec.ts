import { missingReport } from './report.js';

describe('the report of an import', () => {
  it('says of each file that is not there what is not imported', () => {
    expect(missingReport(['receipts.csv', 'deliveries.csv'])).toBe(
      'There is no receipts.csv: no receipts are imported.\n' +
        'There is no deliveries.csv: no deliveries are imported.\n',
    );
    expect(missingReport([])).toBe('');
  });
});
