// Addresses that count who reads a mail or a feed, and show nothing. Data, and one question to it; images are found in reshape.ts.

/** Hosts that serve nothing but counters, with their subdomains. */
const hosts: ReadonlySet<string> = new Set(
  (
    'pixel.wp.com stats.wordpress.com scorecardresearch.com google-analytics.com googletagmanager.com doubleclick.net ' +
    'googleadservices.com googlesyndication.com mailtrack.io mltrk.io quantserve.com quantcount.com c.statcounter.com ' +
    'feedsportal.com pheedo.com api.mixpanel.com api.segment.io pixel.mathtag.com bat.bing.com pi.pardot.com adsrvr.org ' +
    'emltrk.com readnotify.com mailstat.us getnotify.com pixel.parsely.com srv.pixel.parsely.com pixel.facebook.com ' +
    'analytics.twitter.com px.ads.linkedin.com simpleanalyticscdn.com eotrx.substackcdn.com r.superhuman.com t.yesware.com'
  ).split(' '),
);

/** Paths of counters on hosts that serve other things too: the host's end (empty for any), and what stands in path and query. */
const paths: readonly (readonly [host: string, path: RegExp])[] = [
  ['feedburner.com', /^\/~(?:r|4|ff|a)\//],
  ['feedburner.google.com', /^\/~(?:r|4|ff|a)\//],
  ['feeds.wordpress.com', /^\/1\.0\//],
  ['list-manage.com', /^\/track\/open/],
  ['mandrillapp.com', /^\/track\/open/],
  ['facebook.com', /^\/tr(?:\/|\?|$)/],
  ['linkedin.com', /^\/(?:px|collect)\//],
  ['substack.com', /^\/(?:o|open)\//],
  ['medium.com', /^\/_\/stat/],
  ['convertkit-mail.com', /^\/o\//],
  ['convertkit-mail2.com', /^\/o\//],
  ['convertkit-mail4.com', /^\/o\//],
  ['sparkpostmail.com', /^\/q\//],
  ['mailgun.org', /^\/o\//],
  ['awstrack.me', /^\/I0\//],
  ['hubspotlinks.com', /^\/(?:Cto|e1t\/o)\//i],
  ['klaviyomail.com', /^\/open\//i],
  ['trk.klclick.com', /^\/o\//],
  ['customeriomail.com', /^\/e\/o\//],
  ['createsend.com', /^\/t\/[^/]+-o\//],
  ['cmail19.com', /^\/t\/[^/]+-o\//],
  ['cmail20.com', /^\/t\/[^/]+-o\//],
  ['amazon-adsystem.com', /^\/e\/ir/],
  ['assoc-amazon.com', /^\/e\/ir/],
  ['', /^\/(?:wf\/open|ss\/o|__ptq\.gif|g\/collect|j\/collect|r\/collect|piwik\.php|matomo\.php)(?:\/|\?|$)/],
  ['', /^\/(?:__utm\.gif|tracking-pixel|trackingpixel|track\/open(?:\.php)?|open\.aspx|email-?open|utm\.gif)(?:\/|\?|$)/i],
];

/** Whether an image's address, absolute, is one that only counts readers. */
export function isBeacon(address: string): boolean {
  const parts = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)(?::\d+)?([^#]*)/i.exec(address);
  if (parts === null) return false;
  const host = (parts[1] ?? '').toLowerCase().replace(/\.$/, '');
  const path = parts[2] ?? '';
  return isUnder(host) || paths.some(([end, pattern]) => (end === '' || host === end || host.endsWith(`.${end}`)) && pattern.test(path));
}

/** Whether a host or what it stands under is in the list. */
function isUnder(host: string): boolean {
  for (let rest = host; rest !== '';) {
    if (hosts.has(rest)) return true;
    const dot = rest.indexOf('.');
    rest = dot < 0 ? '' : rest.slice(dot + 1);
  }
  return false;
}
