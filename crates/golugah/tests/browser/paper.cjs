// What a paper is from the printer; walk.cjs asks it of every paper that it met.

// The faults of one paper: anything of the site beside it, a sheet that is not A4, a table whose head is not repeated.
async function printed(page, base, where) {
  await page.goto(base + where);
  await page.emulateMediaType('print');
  const faults = await page.evaluate(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length > 0);
    const style = (one, name) => getComputedStyle(one).getPropertyValue(name);
    const faults = shown('.masthead, .beside, .skip-link, .button').map((one) => `${one.className} is printed`);
    if (shown('.paper h1').length !== 1) faults.push('has no heading');
    for (const head of document.querySelectorAll('.paper thead')) {
      if (style(head, 'display') !== 'table-header-group') faults.push('a table whose head is not repeated');
    }
    for (const whole of document.querySelectorAll('.paper :is(tr, .receipt, .signatures li)')) {
      if (style(whole, 'break-inside') !== 'avoid') faults.push(`${whole.tagName} may be torn`);
    }
    return faults;
  });
  const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const sheet = pdf.match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/);
  const isA4 = sheet && Math.abs(sheet[1] - 595.3) < 1 && Math.abs(sheet[2] - 841.9) < 1;
  if (!isA4) faults.push(`is no A4 sheet: ${sheet?.[0]}`);
  await page.emulateMediaType(null);
  return faults.map((fault) => `${where} on paper: ${fault}`);
}

module.exports = { printed };
