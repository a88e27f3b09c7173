const LIGHT = `
--paper:#ffffff;--ground:#f6f7f9;--ink:#17212b;--ink-2:#556270;--line:#e2e6ea;--accent:#14608f;--accent-soft:#e6f0f6;
--gain:#14608f;--back:#4ba3c7;--loss:#c2491d;--again:#e8a27c;--warn:#a8650a;--quiet:#b4bec8;--leaving:#e6bd4a;
--heat:58,142,194;`;

const DARK = `
--paper:#161b21;--ground:#0f1317;--ink:#e7ecf1;--ink-2:#a2aeba;--line:#2c343d;--accent:#6fb6e3;--accent-soft:#1b2b37;
--gain:#6fb6e3;--back:#2f7fae;--loss:#f08c5e;--again:#9c5230;--warn:#f0b64c;--quiet:#55616d;--leaving:#f3e08a;
--heat:38,118,176;`;

const TYPE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,
"Helvetica Neue","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",Arial,sans-serif;
font-variant-numeric:tabular-nums}
main,header,footer,nav{max-width:1080px;margin:0 auto;padding:0 24px}
h1{font-size:34px;line-height:1.2;margin:0 0 8px;letter-spacing:-.01em;font-weight:650;text-wrap:balance}
h2{font-size:24px;line-height:1.3;margin:0 0 6px;font-weight:650}
h3{font-size:17px;line-height:1.4;margin:36px 0 6px;font-weight:650}
p{margin:0 0 12px;max-width:72ch}
a{color:var(--accent)}
.lead{color:var(--ink-2);font-size:17px;margin-bottom:24px}
.note{color:var(--ink-2);font-size:14px}
.verdict{border-left:3px solid var(--accent);padding:10px 16px;background:var(--accent-soft);margin:16px 0 20px;max-width:none}
`;

const LAYOUT = `
header{padding-top:56px;padding-bottom:8px}
.kicker{color:var(--accent);font-weight:650;font-size:14px;margin-bottom:12px}
.source{color:var(--ink-2);font-size:15px}
.contents{display:flex;flex-wrap:wrap;gap:6px 18px;font-size:14px;padding-top:12px;padding-bottom:24px}
.contents a{text-decoration:none}
.contents a:hover{text-decoration:underline}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:36px 40px;margin:0 0 20px}
.headline{list-style:none;margin:0;padding:0;display:grid;gap:0}
.headline li{display:grid;grid-template-columns:170px 1fr;gap:24px;padding:18px 0;border-top:1px solid var(--line);align-items:baseline}
.headline li:first-child{border-top:0;padding-top:4px}
.headline .figure{font-size:32px;line-height:1.15;font-weight:650;letter-spacing:-.01em;text-align:right;overflow-wrap:anywhere}
.headline .bad{color:var(--loss)}
.headline .good{color:var(--accent)}
.headline p{margin:0;font-size:17px}
.headline small{display:block;color:var(--ink-2);font-size:14px;margin-top:4px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(250px,1fr));gap:28px 32px;margin:8px 0 12px}
.tile .name{font-size:14px;color:var(--ink-2)}
.tile .value{font-size:26px;line-height:1.25;font-weight:650;letter-spacing:-.01em}
.tile .how{font-size:13px;line-height:1.5;color:var(--ink-2);margin-top:4px}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:8px 40px}
.pair>*{min-width:0}
footer{color:var(--ink-2);font-size:13px;padding-top:8px;padding-bottom:56px}
`;

const FIGURES = `
figure{margin:28px 0 8px}
.figure-title{font-weight:650;margin:0 0 10px}
figure svg{display:block;width:100%;height:auto;overflow:visible}
figure svg text{font-family:inherit}
.narrow{display:none}
figcaption{color:var(--ink-2);font-size:14px;margin-top:8px;max-width:84ch}
details{margin:10px 0}
summary{cursor:pointer;color:var(--accent);font-size:14px}
summary:focus-visible,a:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.behind{padding:10px 0 4px;font-size:14px}
.scroll{overflow-x:auto;margin:8px 0 12px;max-width:100%}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.45}
th,td{padding:7px 12px;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600;color:var(--ink-2);font-size:13px;vertical-align:bottom}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
.num{text-align:right}
td.num{white-space:nowrap}
.txt{text-align:left;min-width:4.5em}
tr.chosen td{font-weight:650}
.bar{display:block;width:100%;min-width:90px;height:10px;margin-top:6px;background:var(--line);border-radius:2px}
.bar span{display:block;height:100%;border-radius:2px}
.t-gain{background:var(--gain)}.t-back{background:var(--back)}.t-loss{background:var(--loss)}
.t-warn{background:var(--warn)}.t-quiet{background:var(--quiet)}.t-leaving{background:var(--leaving)}
.split{display:flex;height:22px;border-radius:3px;overflow:hidden;margin:10px 0}
.split span{display:block;min-width:2px}
.heat td{text-align:center;padding:6px 4px;border:2px solid var(--paper);min-width:46px}
.heat td.txt,.heat td.num{text-align:left;padding-left:0;padding-right:12px;white-space:nowrap}
.heat td.num{text-align:right}
.heat th{text-align:center;padding:6px 4px}
.heat th.txt{text-align:left;padding-left:0}
.key{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:13px;color:var(--ink-2);margin:0 0 8px;padding:0;list-style:none}
.key i{display:inline-block;width:11px;height:11px;border-radius:50%;margin-right:6px;vertical-align:-1px}
.people td:nth-child(1){min-width:84px}
.people td:nth-child(3){min-width:104px}
.people td:nth-child(2){min-width:320px}
.id{font-weight:650;overflow-wrap:anywhere}
dl.how{display:grid;grid-template-columns:minmax(150px,220px) 1fr;gap:10px 24px;font-size:15px;margin:0}
dl.how dt{font-weight:650}
dl.how dd{margin:0;color:var(--ink-2)}
ul.plain{padding-left:1.2em;margin:0 0 16px}
ul.plain li{margin:0 0 6px;max-width:78ch}
`;

const PHONE = `@media(max-width:640px){
main,header,footer,nav{padding-left:14px;padding-right:14px}
header{padding-top:32px}
h1{font-size:26px}h2{font-size:21px}
section{padding:24px 16px;border-radius:8px}
.headline li{grid-template-columns:1fr;gap:4px}
.headline .figure{text-align:left;font-size:28px}
.tiles{grid-template-columns:1fr 1fr;gap:22px 18px}
.tile .value{font-size:21px}
.wide{display:none}.narrow{display:block}
dl.how{grid-template-columns:1fr;gap:2px}
.cards thead{display:none}
.cards tr{display:block;padding:12px 0;border-bottom:1px solid var(--line)}
.cards td,.cards td:first-child{display:grid;grid-template-columns:104px 1fr;gap:12px;border:0;padding:3px 0;text-align:left;white-space:normal;min-width:0}
.cards td::before{content:attr(data-name);color:var(--ink-2);font-size:13px}
.people td:nth-child(n){min-width:0}
dl.how dd{margin-bottom:12px}
table{font-size:13px}
th,td{padding:6px}
th:empty,td:has(.bar){display:none}
}`;

const PAPER = `@page{size:A4;margin:14mm 12mm}
@media print{
:root{${LIGHT}--ground:#fff;color-scheme:light}
body{font-size:10.5pt}
.contents{display:none}
section{border:0;padding:0 0 12pt;margin:0 0 14pt}
h2,h3,.figure-title{break-after:avoid}
figure,tr,.tile,.headline li,.verdict{break-inside:avoid}
.wide{display:block}.narrow{display:none}
.scroll{overflow:visible}
details:not([open]){display:none}
}`;

/** The whole look of the report: light, dark, phone and paper; no font, image or rule comes from elsewhere. */
export const STYLE = [
  `:root{color-scheme:light dark;${LIGHT}}`,
  `@media(prefers-color-scheme:dark){:root{${DARK}}}`,
  TYPE,
  LAYOUT,
  FIGURES,
  PHONE,
  PAPER,
]
  .join('\n')
  .replace(/\n+/g, '\n');
