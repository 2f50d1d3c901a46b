// Walks the whole loop in a browser; README.md beside this file says what and why.
const assert = require('node:assert');
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const puppeteer = require('puppeteer-core');
const { printed } = require('./paper.cjs');
const { tenders, name } = require('./tenders.cjs');

const [program, demo] = process.argv.slice(2);
const PASSWORD = 'golugah-demo';
const DAY = 86_400_000;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'golugah-walk-'));
const data = path.join(folder, 'county');
const visited = new Map();

// The people and sessions of the demonstration, and none of its records.
function county() {
  fs.mkdirSync(data);
  for (const file of fs.readdirSync(demo).filter((file) => file.startsWith('county.sqlite'))) {
    fs.copyFileSync(path.join(demo, file), path.join(data, file));
  }
  for (const folder of ['files', 'results']) {
    if (fs.existsSync(path.join(demo, folder))) fs.cpSync(path.join(demo, folder), path.join(data, folder), { recursive: true });
  }
}

function serve() {
  const server = spawn(path.resolve(program), ['serve', '--data', data, '--listen', '127.0.0.1:0']);
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (bytes) => {
      said += bytes;
      const address = said.match(/http:\/\/[\d.:]+/);
      if (address) resolve({ server, base: address[0] });
    });
    server.on('exit', (code) => reject(new Error(`the site ended with ${code}: ${said}`)));
  });
}

// One person's browser, with scripts off.
class Person {
  static async in(browser, base, signIn) {
    const person = await Person.nobody(browser, base);
    person.signIn = signIn;
    await person.go('/sign-in');
    await person.page.type('#name', signIn);
    await person.page.type('#password', PASSWORD);
    await person.press('form.form button');
    assert.equal(new URL(person.page.url()).pathname, '/today', `${signIn} is signed in`);
    return person;
  }

  static async nobody(browser, base) {
    const person = new Person();
    Object.assign(person, { base, signIn: 'nobody', context: await browser.createBrowserContext() });
    person.page = await person.context.newPage();
    await person.page.setJavaScriptEnabled(false);
    return person;
  }

  async go(where) {
    const answer = await this.page.goto(this.base + where);
    assert.equal(answer.status(), 200, where);
    this.note();
  }

  note() {
    const { pathname } = new URL(this.page.url());
    if (!visited.has(pathname)) visited.set(pathname, this);
  }

  async press(selector) {
    const [answer] = await Promise.all([this.page.waitForNavigation({ timeout: 120_000 }), this.page.click(selector)]);
    if (answer) assert.ok(answer.status() < 400, `${this.page.url()} ${answer.status()}: ${await this.text()}`);
    this.note();
  }

  text() {
    return this.page.$eval('main', (main) => main.innerText);
  }

  // The address behind the first link whose row holds all these words.
  async link(...words) {
    const found = await this.page.$$eval('.row, .item', (rows, words) => {
      const row = rows.find((row) => words.every((word) => row.innerText.includes(word)));
      return row?.querySelector('a')?.getAttribute('href') ?? null;
    }, words);
    assert.ok(found, `${this.page.url()} has no row with ${words.join(', ')}:\n${await this.text()}`);
    return found;
  }
}

async function handIn(person, file, content) {
  const place = path.join(folder, file);
  fs.writeFileSync(place, content);
  await person.go('/imports');
  const chooser = await person.page.$('#file');
  await chooser.uploadFile(place);
  // The answer is the page that grows while the worker works, and it ends when the work does.
  await person.press('main form button');
  assert.match(await person.text(), /کار به پایان رسید/, 'the live page tells of the end');
  await person.press('.live li:last-child a');
  const text = await person.text();
  assert.match(text, /خوانده و سنجیده/, text);
  return text;
}

async function bottleneckOf(person, office) {
  for (const at of await bottlenecks(person)) {
    await person.go(at);
    const text = await person.text();
    if (text.includes(name(office)) && text.includes('R018')) return at;
  }
  throw new Error(`no single-bid bottleneck of ${name(office)}`);
}

async function bottlenecks(person) {
  await person.go('/bottlenecks');
  return person.page.$$eval('.row a', (links) => links.filter((link) => link.closest('.row').innerText.includes('دفتر خرید')).map((link) => link.getAttribute('href')));
}

async function walk(browser, base) {
  const now = Date.now();
  const [inspector, governor, secretary] = await Promise.all(['bazres', 'farmandar', 'dabir'].map((who) => Person.in(browser, base, who)));
  const heads = [await Person.in(browser, base, 'shahrdari'), await Person.in(browser, base, 'rah')];

  await handIn(inspector, 'مناقصه‌های گذشته.jsonl', tenders('GZ', now - 120 * DAY, 60, [1, 2]));
  const places = [await bottleneckOf(inspector, 1), await bottleneckOf(inspector, 2)];
  for (const place of places) {
    await inspector.go(place);
    await inspector.press('form[action$="/review"] button');
    assert.match(await inspector.text(), /تأیید/, 'the inspector stands by it');
    await governor.go(place);
    await governor.press('form[action$="/agenda"] button');
  }

  await secretary.go('/sessions');
  const session = await secretary.page.$eval('.row a', (link) => link.getAttribute('href'));
  // It is moved to today, so that it can be held and closed.
  const dayOf = (moment) => new Date(moment + 3.5 * 3_600_000).toISOString().slice(0, 10);
  await secretary.go(session);
  await secretary.page.click('details:has(form[action$="/move"]) summary');
  await secretary.page.type('#new_day', dayOf(now));
  await secretary.page.type('#move_reason', 'همه امروز در شهرستان‌اند');
  await secretary.press('form[action$="/move"] button');
  const texts = [];
  for (const [at, office] of [[0, 1], [1, 2]]) {
    await secretary.go(session);
    const opens = ['a[href^="?write=resolution"]', `.item:has(a[href="${places[at]}"]) .tools a[href^="?decide"]`];
    await secretary.press(opens[at]);
    // The first by the form that asks everything, the second in one line on its item.
    const item = `.item:has(a[href="${places[at]}"])`;
    const form = at === 0 ? 'form[action$="/resolutions"]' : `${item} form[action$="/resolution"]`;
    const text = `دعوت از همهٔ شرکت‌ها در دفتر ${office}`;
    await secretary.page.type(`${form} [name=text]`, text);
    if (at === 0) {
      await secretary.page.type(`${form} [name=working_days]`, '۲۰');
      await secretary.page.type(`${form} [name=proof]`, 'فهرست دعوت‌ها');
      await secretary.page.select(`${form} [name=about]`, `bottleneck/${places[at].split('/').pop()}`);
    }
    // A list that names nobody yet begins with an empty choice.
    const agency = await secretary.page.$$eval(`${form} [name=agency] option`, (options, at) => options.filter((option) => option.value)[at].value, at);
    await secretary.page.select(`${form} [name=agency]`, agency);
    await secretary.press(`${form} button`);
    await secretary.go(session);
    assert.match(await secretary.text(), /پیش‌نویس/, 'what is written down is a draft');
    texts.push(text);
  }
  // A draft is changed, and closing the session takes both into force.
  await secretary.press('#resolutions a[href^="?draft"]');
  await secretary.page.type('#draft-proof', ' با تاریخ');
  await secretary.press('form[action$="/change"] button');
  await secretary.go(session);
  assert.match(await secretary.text(), /پیش‌نویس/, 'it still is one');
  await secretary.press('a[href^="?write=close"]');
  await secretary.page.type('#minutes', 'دربارهٔ دو گلوگاه تصمیم گرفته شد.');
  await secretary.press('form[action$="/close"] button');
  await secretary.go(session);
  const resolutions = [];
  for (const text of texts) {
    resolutions.push(await secretary.page.$$eval('#resolutions .row a', (links, text) => links.find((link) => link.innerText.includes(text)).getAttribute('href'), text));
  }
  await secretary.go('/sessions');
  await secretary.page.type('#day', dayOf(now + 7 * DAY));
  await secretary.page.type('#hour', '10:00');
  await secretary.page.type('#place', 'سالن فرمانداری');
  await secretary.press('form[action$="/sessions"] button');
  const next = new URL(secretary.page.url()).pathname;

  for (const [at, head] of heads.entries()) {
    await head.go(resolutions[at]);
    await head.page.type('form[action$="/report"] [name=text]', 'دعوت‌ها فرستاده شد؛ فهرست پیوست است');
    const letter = path.join(folder, `فهرست دعوت‌ها ${at}.txt`);
    fs.writeFileSync(letter, `دعوت‌نامه‌های دفتر ${at}\n`);
    await (await head.page.$('form[action$="/report"] [name=file]')).uploadFile(letter);
    await head.press('form[action$="/report"] button');
    await secretary.go(resolutions[at]);
    assert.match(await secretary.text(), /فهرست دعوت‌ها .\.txt/, 'the proof is there to be looked at');
    await secretary.press('form[action$="/judge"] button');
    await secretary.go(places[at]);
    assert.match(await secretary.text(), /در انتظار سنجش/, 'its proof was accepted, and later data decide');
  }

  // Every office has two hundred later tenders; the first has mended its ways.
  const result = await handIn(inspector, 'مناقصه‌های تازه.jsonl', tenders('TZ', now + 2 * DAY, 200, [2]));
  assert.match(result, /گلوگاه دوباره‌سنجیده/, result);
  await governor.go(places[0]);
  assert.match(await governor.text(), /رفع شده/, await governor.text());
  await governor.go(places[1]);
  const reopened = await governor.text();
  assert.match(reopened, /مفتوح‌شدهٔ مجدد/, reopened);
  await governor.go(next);
  const agenda = await governor.page.$$eval('.agenda .item', (items) => items.map((item) => item.innerText));
  assert.ok(agenda.filter((item) => item.includes(name(2))).length >= 1, `on the next agenda by itself: ${agenda.join('\n')}`);
  await governor.go('/');
  assert.match(await governor.text(), new RegExp(name(1)), 'the portal tells of what was cleared');
  return [secretary, governor, inspector, ...heads];
}

// Every page that somebody reaches by following links, one of each kind: /sessions/3 and /sessions/4 are one kind.
async function explore(people) {
  const kind = (pathname) => pathname.replace(/\d+/g, 'N');
  const kinds = new Set([...visited.keys()].map(kind));
  for (const person of people) {
    const seen = new Set(['/', '/today']);
    const waiting = [...seen];
    while (waiting.length > 0) {
      const pathname = waiting.shift();
      const answer = await person.page.goto(person.base + pathname);
      if (!answer.headers()['content-type']?.startsWith('text/html')) continue;
      assert.equal(answer.status(), 200, `${pathname} as ${person.signIn}, reached by a link`);
      if (!kinds.has(kind(pathname))) {
        kinds.add(kind(pathname));
        visited.set(pathname, person);
      }
      const links = await person.page.$$eval('a[href]:not([download])', (links) => links.map((link) => link.href));
      for (const link of links) {
        const { origin, pathname: next } = new URL(link);
        const inside = origin === person.base && !next.startsWith('/en') && !next.includes('.') && !next.endsWith('/file');
        if (inside && !seen.has(kind(next))) {
          seen.add(kind(next));
          waiting.push(next);
        }
      }
    }
  }
}

// What axe-core, the width of the page and the count of requests say of one view.
async function faultsOf(page, base, where, width, axe) {
  const asked = [];
  // A picture or font within the page itself asks nobody.
  const note = (request) => { if (!request.url().startsWith('data:')) asked.push(request.url()); };
  page.on('request', note);
  await page.setViewport({ width, height: 800 });
  const answer = await page.goto(base + where);
  page.off('request', note);
  const faults = [];
  if (answer.status() !== 200) faults.push(`answers ${answer.status()}`);
  if (asked.length > 6 || asked.some((url) => !url.startsWith(base))) faults.push(`asks for ${asked.join(' ')}`);
  await page.evaluate(() => document.querySelectorAll('details:not(.menu)').forEach((details) => { details.open = true; }));
  if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) faults.push('scrolls sideways');
  await page.evaluate(axe);
  const see = async () => {
    const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
    faults.push(...violations.map((violation) => `${violation.id}: ${violation.nodes[0].html}`));
  };
  await see();
  // The menu of a phone lies over the page, which is not there while it is open.
  if (where.endsWith('/today') && width < 640) {
    await page.evaluate(() => { document.querySelector('.menu').open = true; });
    await see();
  }
  return faults.map((fault) => `${where} at ${width} px: ${fault}`);
}

async function look(base) {
  const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  let looked = 0;
  const faults = [];
  for (const [pathname, person] of visited) {
    const page = await person.context.newPage();
    // Only for the tool that looks: the site itself runs no script and allows none.
    await page.setBypassCSP(true);
    for (const language of ['', '/en']) {
      for (const width of [360, 1280]) {
        faults.push(...await faultsOf(page, base, language + pathname, width, axe));
        looked += 1;
      }
      if (/\/(minutes|invitation)$/.test(pathname)) faults.push(...await printed(page, base, language + pathname));
    }
    await page.close();
  }
  assert.deepEqual(faults, []);
  return looked;
}

async function main() {
  county();
  const { server, base } = await serve();
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
  try {
    const people = await walk(browser, base);
    for (const who of ['ravabet', 'rahbar', 'rah-moaven']) people.push(await Person.in(browser, base, who));
    people.push(await Person.nobody(browser, base));
    await explore(people);
    const looked = await look(base);
    server.removeAllListeners('exit');
    server.kill('SIGINT');
    await new Promise((resolve) => server.on('exit', resolve));
    const verified = spawnSync(path.resolve(program), ['verify', '--data', data], { encoding: 'utf8' });
    assert.equal(verified.status, 0, verified.stdout + verified.stderr);
    console.log(`the loop was walked, cleared and reopened; axe-core found nothing on ${looked} views of ${visited.size} pages`);
  } finally {
    server.removeAllListeners('exit');
    server.kill('SIGKILL');
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
