// Invented tenders of fourteen offices. Two of them, first and second, let most tenders pass with one bidder; in the later
// ones the first office does no longer.
const OFFICES = 14;

const twoDigits = (number) => String(number).padStart(2, '0');
const day = (millis) => {
  const at = new Date(millis);
  return `${at.getUTCFullYear()}-${twoDigits(at.getUTCMonth() + 1)}-${twoDigits(at.getUTCDate())}`;
};
const name = (office) => `دفتر خرید شمارهٔ ${office}`;

// One line of OCDS for each of `count` tenders of every office, one a day from `from` (milliseconds) on; `bad` are the
// offices that take single bids.
function tenders(prefix, from, count, bad) {
  const lines = [];
  for (let office = 1; office <= OFFICES; office++) {
    for (let number = 0; number < count; number++) {
      const opened = from + number * 86_400_000;
      // Six in ten where the habit is, one in twenty elsewhere, spread evenly.
      const single = bad.includes(office) ? number % 10 < 6 : number % 20 === office % 20;
      const companies = single ? [1] : [1, 2, 3, 4];
      const id = `IR-${prefix}-${office}-${number}`;
      const entity = { id: `IR-DFT-${office}`, name: name(office) };
      lines.push(JSON.stringify({
        ocid: `ocds-walk-${id}`, id, date: `${day(opened + 20 * 86_400_000)}T09:00:00+03:30`, tag: ['compiled'],
        initiationType: 'tender', language: 'fa',
        parties: [{ ...entity, roles: ['procuringEntity', 'buyer'] },
          ...companies.map((at) => ({ id: `IR-SHR-${at}`, name: `شرکت ${at}`, roles: ['tenderer'] }))],
        buyer: entity,
        tender: {
          id, status: 'complete', procuringEntity: entity, procurementMethod: 'open', mainProcurementCategory: 'goods',
          value: { amount: 1_000_000_000 + number, currency: 'IRR' },
          tenderPeriod: { startDate: `${day(opened)}T09:00:00+03:30`, endDate: `${day(opened + 16 * 86_400_000)}T14:00:00+03:30` },
          numberOfTenderers: companies.length, tenderers: companies.map((at) => ({ id: `IR-SHR-${at}`, name: `شرکت ${at}` })),
        },
        bids: { details: companies.map((at) => ({ id: `${id}-${at}`, status: 'valid',
          date: `${day(opened + 10 * 86_400_000)}T10:00:00+03:30`, value: { amount: 900_000_000 + at * 10_000_000, currency: 'IRR' },
          tenderers: [{ id: `IR-SHR-${at}`, name: `شرکت ${at}` }] })) },
        awards: [{ id: `${id}-a`, status: 'active', date: `${day(opened + 20 * 86_400_000)}T09:00:00+03:30`,
          value: { amount: 910_000_000, currency: 'IRR' }, suppliers: [{ id: 'IR-SHR-1', name: 'شرکت 1' }] }],
      }));
    }
  }
  return lines.join('\n') + '\n';
}

module.exports = { tenders, name };
