// The journeys of the council's people with a stopwatch; README.md beside this file says what is counted.
//
//   node bench/journeys/walk.cjs PROGRAM DEMO_DATA PICTURES
//
// NODE_PATH must lead to puppeteer-core; CHROMIUM names the browser; faketime takes the site to the day of the session.
const assert = require('node:assert');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const puppeteer = require('puppeteer-core');

const [program, demo, pictures] = process.argv.slice(2);
const PASSWORD = 'golugah-demo';
// How fast somebody writes on a phone, in milliseconds a letter, and how long they look before each tap.
const A_LETTER = 250;
const A_LOOK = 2_000;
const PHONE = { width: 360, height: 740, isMobile: true, hasTouch: true };
const DESK = { width: 1280, height: 800 };
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'golugah-journeys-'));

function serve(data, days) {
  const site = spawn('faketime', ['-f', `+${days}d`, path.resolve(program), 'serve', '--no-worker', '--data', data, '--listen', '127.0.0.1:0']);
  return new Promise((resolve, reject) => {
    let said = '';
    site.stderr.on('data', (bytes) => {
      said += bytes;
      const address = said.match(/http:\/\/[\d.:]+/);
      if (address) resolve({ site, base: address[0] });
    });
    site.on('exit', (code) => reject(new Error(`the site ended with ${code}: ${said}`)));
  });
}

// Somebody at a screen: counts taps, letters and the time that the site itself took.
class Person {
  static async at(browser, base, signIn, screen) {
    const person = Object.assign(new Person(), { base, taps: 0, letters: 0, waited: 0 });
    person.page = await (await browser.createBrowserContext()).newPage();
    await person.page.setJavaScriptEnabled(false);
    await person.page.setViewport(screen);
    if (signIn) {
      await person.page.goto(`${base}/sign-in`);
      await person.page.type('#name', signIn);
      await person.page.type('#password', PASSWORD);
      await Promise.all([person.page.waitForNavigation(), person.page.click('form.form button')]);
    }
    return person;
  }

  // A tap that leads to another page.
  async go(selector) {
    const begun = Date.now();
    const [answer] = await Promise.all([this.page.waitForNavigation(), this.page.click(selector)]);
    this.waited += Date.now() - begun;
    this.taps += 1;
    assert.ok(!answer || answer.status() < 400, `${this.page.url()}: ${answer?.status()}: ${await this.text()}`);
  }

  // A tap that stays on the page.
  async tap(selector) {
    await this.page.click(selector);
    this.taps += 1;
  }

  async write(selector, text) {
    await this.page.type(selector, text);
    this.taps += 1;
    this.letters += text.length;
  }

  text() {
    return this.page.$eval('main', (main) => main.innerText);
  }

  count(selector) {
    return this.page.$$eval(selector, (found) => found.length);
  }

  // The link or button whose row holds these words, marked so that it can be pressed.
  async find(rows, words, what) {
    const found = await this.page.$$eval(rows, (rows, words, what) => {
      const row = rows.find((row) => row.innerText.includes(words));
      const found = row?.querySelector(what);
      found?.setAttribute('data-found', words);
      return Boolean(found);
    }, words, what);
    assert.ok(found, `${this.page.url()} has no ${what} with ${words}:\n${await this.text()}`);
    return `[data-found="${words}"]`;
  }

  // What this person did since the last time, as a line of the table.
  tell(journey, picture) {
    const seconds = (this.taps * A_LOOK + this.letters * A_LETTER + this.waited) / 1000;
    console.log(`${journey}: ${this.taps} taps, ${this.letters} letters, ${this.waited} ms of waiting: ${seconds.toFixed(0)} s`);
    Object.assign(this, { taps: 0, letters: 0, waited: 0 });
    return this.page.screenshot({ path: path.join(pictures, `${picture}.png`) });
  }
}

async function walk(browser, base) {
  const governor = await Person.at(browser, base, 'farmandar', PHONE);
  const seen = await governor.page.$$eval('.row--late', (rows, height) => rows.filter((row) => row.getBoundingClientRect().bottom <= height).length, PHONE.height);
  const late = await governor.count('.row--late');
  assert.ok(late > 0 && seen >= Math.min(3, late), `of ${late} that are late only ${seen} stand on the first screen`);
  await governor.tell('1 governor, what is late, by whom, since when', '1-late');
  await governor.go('.nav a[href="/bottlenecks"]');
  await governor.go(await governor.find('.row', 'تأیید شده', 'a'));
  await governor.go('form[action$="/agenda"] button');
  await governor.tell('1 governor, a bottleneck onto the next agenda', '1-agenda');

  const secretary = await Person.at(browser, base, 'dabir', DESK);
  await secretary.go('.meta a[href^="/sessions/"]');
  const session = new URL(secretary.page.url()).pathname;
  const proposed = await secretary.count('.row--proposal');
  if (proposed > 0) await secretary.go('.proposals > form button');
  await secretary.page.$eval('a[href^="?write=item"]', (link) => link.scrollIntoView());
  await secretary.go('a[href^="?write=item"]');
  await secretary.write('#title', 'آمادگی راه‌ها برای زمستان');
  await secretary.go('form[action$="/items"] button');
  const items = await secretary.count('.agenda .item');
  await secretary.go(`.agenda .item:nth-child(${items}) .tools a[href^="?change"]`);
  await secretary.page.$eval(`.agenda .item:nth-child(${items}) input[name=place]`, (input) => { input.value = ''; });
  await secretary.write(`.agenda .item:nth-child(${items}) input[name=place]`, '۱');
  await secretary.go(`.agenda .item:nth-child(${items}) form[action$="/place"] button`);
  assert.match(await secretary.page.$eval('.agenda .item', (item) => item.innerText), /آمادگی راه‌ها/, 'the new item stands first');
  await secretary.tap('details:has(form[action$="/invite"]) summary');
  await secretary.write('#invite-letter', '۱۲۰/۳/۴۵۱');
  await secretary.go('form[action$="/invite"] button');
  await secretary.go('a[href$="/invitation"]');
  assert.match(await secretary.text(), /آمادگی راه‌ها/, 'the invitation has the new item');
  await secretary.tell(`3 secretary, an agenda of ${items} items, reordered, invitation ready to print`, '3-invitation');
  await secretary.page.goto(base + session);

  await secretary.go(await secretary.find('.agenda .item', 'مصوبهٔ دیرشده', '.tools a'));
  const form = 'details.decide[open] form';
  await secretary.write(`${form} [name=text]`, 'تابلوها تا پایان ماه نصب شود');
  await secretary.go(`${form} button`);
  await secretary.tell('2 governor says, secretary writes one decision', '2-decision');

  await secretary.go('a[href^="?write=attendance"]');
  const seats = await secretary.count('form[action$="/attendance"] fieldset');
  for (let seat = 1; seat <= seats; seat += 1) {
    await secretary.tap(`form[action$="/attendance"] fieldset:nth-of-type(${seat}) [value=${seat === 4 ? 'absent' : 'present'}]`);
  }
  await secretary.go('form[action$="/attendance"] button');
  await secretary.go('a[href^="?write=close"]');
  for (let done = 1; done <= 3; done += 1) await secretary.tap(`form[action$="/close"] label:nth-of-type(${done}) input`);
  await secretary.write('#minutes', 'جلسه با تلاوت آیاتی از قرآن آغاز شد. گزارش دستگاه‌ها شنیده و دربارهٔ هر بند تصمیم گرفته شد.');
  await secretary.go('form[action$="/close"] button');
  await secretary.go('a[href$="/minutes"]');
  const minutes = await secretary.text();
  assert.match(minutes, /تابلوها تا پایان ماه/, 'the minutes have the decision');
  await secretary.page.pdf({ path: path.join(pictures, '4-minutes.pdf'), preferCSSPageSize: true });
  await secretary.tell(`4 secretary, attendance of ${seats}, minutes closed and ready to print`, '4-minutes');

  const relations = await Person.at(browser, base, 'ravabet', DESK);
  await relations.page.goto(base + session);
  await relations.go('form[action$="/publish"] button');
  await relations.tap('details:has(form[action$="/corrections"]) summary');
  const correction = 'form[action$="/corrections"]';
  const [first, second] = await relations.page.$$eval(`${correction} textarea, ${correction} input:not([type=hidden])`, (fields) => fields.map((field) => `#${field.id}`));
  await relations.write(first, 'نصب تابلوها تا پانزدهم دی');
  await relations.write(second, 'تاریخ در گفت‌وگو اصلاح شد');
  await relations.go(`${correction} button`);
  const anybody = await Person.at(browser, base, null, PHONE);
  for (const place of ['/portal/feed.atom', '/portal/sessions.csv', '/portal/sessions.json']) {
    const answer = await fetch(base + place);
    assert.equal(answer.status, 200, place);
    assert.ok((await answer.text()).length > 100, place);
  }
  await anybody.page.goto(`${base}/portal/sessions/${session.split('/').pop()}`);
  assert.match(await anybody.text(), /پانزدهم دی/, 'anybody reads the correction');
  await anybody.page.screenshot({ path: path.join(pictures, '9-anybody.png') });
  await relations.tell('9 public relations, published, and a correction with its reason', '9-published');

  const head = await Person.at(browser, base, 'amuzesh', DESK);
  await head.go('.nav a[href="/resolutions"]');
  const own = await head.find('tr', 'نصب تابلوی حقوق', 'a');
  await head.go(own);
  await head.write('form[action$="/report"] [name=text]', 'تابلوها در همهٔ مدرسه‌ها نصب شد؛ عکس پیوست است');
  const photograph = path.join(folder, 'عکس تابلو.png');
  fs.copyFileSync(path.join(pictures, '1-late.png'), photograph);
  await (await head.page.$('#file')).uploadFile(photograph);
  head.taps += 2;
  await head.go('form[action$="/report"] button');
  assert.match(await head.text(), /عکس تابلو/, 'the photograph is there');
  await head.tell('5 agency head, own resolution answered with a photograph', '5-proof');

  const inspector = await Person.at(browser, base, 'bazres', DESK);
  await inspector.go('.nav a[href="/bottlenecks"]');
  await inspector.go(await inspector.find('.row', 'پیدا شده', 'a'));
  for (const words of ['یافته', 'مستند', 'هم‌گروه', 'چه چیز دیگری']) {
    assert.ok((await inspector.text()).includes(words), `the bottleneck's page says nothing of ${words}`);
  }
  await inspector.go('form[action$="/review"] button');
  await inspector.tell('7 inspector, from the list to the evidence and a confirmation, one page', '7-bottleneck');
}

async function main() {
  const data = path.join(folder, 'county');
  fs.cpSync(demo, data, { recursive: true });
  fs.mkdirSync(pictures, { recursive: true });
  const { site, base } = await serve(data, 3);
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
  try {
    await walk(browser, base);
  } finally {
    site.removeAllListeners('exit');
    site.kill('SIGKILL');
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
