// Takes parameters off an address that only tell its owner who clicked where. Only names that mean nothing else anywhere:
// `ref`, `source` or `id` choose what is shown on some sites and stay.

const names = new Set(
  (
    'fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh mc_cid ' +
    'mc_eid mkt_tok _hsenc _hsmi __hssc __hstc __hsfp hsctatracking oly_enc_id oly_anon_id vero_id vero_conv ' +
    'wickedid rb_clickid ck_subscriber_id _openstat xtor _bhlid epik srsltid sc_cid ml_subscriber ' +
    'ml_subscriber_hash s_cid nr_email_referer '
  )
    .trim()
    .split(' '),
);

/** Beginnings of such names: campaign marks of several analytics. */
const families = ['utm_', 'mtm_', 'pk_', 'piwik_', 'matomo_', 'bsft_', 'hsa_', 'guce_referrer'];

/** A signature covers every parameter: such an address stays as it is. */
const signed = /[?&](?:x-amz-signature|x-goog-signature|signature|sig|hmac|hash)=/i;

/** Cheap: most addresses have no such parameter. */
const suspicious =
  /[?&](?:utm_|mtm_|pk_|piwik_|matomo_|bsft_|hsa_|guce_|[a-z_]*clid|[gw]braid|li_fat|igsh|mc_[ce]id|mkt_tok|_?_hs|hscta|oly_|vero_|wickedid|rb_click|ck_subs|_openstat|xtor|_bhlid|epik|srsltid|s_?c?_cid|ml_subs|nr_email)/i;

function isTracker(parameter: string): boolean {
  const name = (parameter.split('=', 1)[0] ?? '').toLowerCase();
  return names.has(name) || families.some((family) => name.startsWith(family));
}

/** `address` without such parameters; everything else stays as written. */
export function stripTrackers(address: string): string {
  if (!suspicious.test(address) || !/^https?:/i.test(address) || signed.test(address)) return address;
  const hash = address.indexOf('#');
  const end = hash === -1 ? address.length : hash;
  const query = address.indexOf('?');
  if (query === -1 || query > end) return address;
  const kept = address
    .slice(query + 1, end)
    .split('&')
    .filter((parameter) => !isTracker(parameter));
  return address.slice(0, query) + (kept.length === 0 ? '' : `?${kept.join('&')}`) + address.slice(end);
}
