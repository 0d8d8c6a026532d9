// The words of generated issues: tens of thousands, chosen as often as words of such texts are. All of our own making but for
// the names of vendors and products, which the bundled issue names as well. Systems and figures of the bundled issue are not
// here; near ones are (`names.ts`).

import { createRandom, pick, type Random } from '../random.js';

/** Words of one language, the most frequent first. */
export interface Vocabulary {
  readonly words: readonly string[];
  /** Between two words. */
  readonly gap: string;
  readonly stop: string;
}

const functionWords =
  'the of to and a in is that for it on with as are this be by from or an at not can which we they has but more its was have than when one what how all will you no if into only their about other so out up there some do most may each these over who our also between after where such because any while then before now less does through very much own both even without since still many those just your few under every same off too against during per him she he his her been were had would could should them us here again once yet nor'.split(
    ' ',
  );

const subjects =
  'model models agent agents token tokens code data inference training open weights context memory cost price latency cache benchmark benchmarks harness tool tools prompt prompts editor user users team teams release version paper research evaluation reasoning system systems kernel kernels server runtime compiler library libraries hardware chip chips vendor vendors api request requests response answer answers question questions task tasks step steps trace traces session sessions plan plans budget power memory window worker workers queue batch batches layer layers split terminal bench probe probes knowledge figure figures table tables page pages source sources file files folder test tests bug bugs fix fixes change changes review reviews developer developers company market quarter year years week month customer customers enterprise platform platforms product products service services deployment pipeline pipelines index search query queries vector vectors embedding embeddings retrieval graph graphs node nodes cluster clusters scheduler throughput bandwidth precision quantization attention expert experts parameter parameters gradient gradients optimizer loss curve scaling law laws dataset datasets corpus license licence community maintainer maintainers repository branch merge patch commit package packages dependency dependencies security sandbox permission permissions account accounts key keys secret secrets policy policies regression profile profiling trend trends result results score scores accuracy error errors failure failures recovery checkpoint checkpoints snapshot snapshots storage disk network region regions cloud edge device devices phone laptop desktop browser plugin plugins extension extensions workflow workflows automation notebook notebooks spreadsheet document documents translation language languages speech voice image images video vision robot robots simulation gym gyms reward rewards policy critic teacher student distillation merge fusion speculative decoding prefill draft verification proof theorem solver linear algebra matrix tensor tensors scalar regression inflection demand shortage supply harnesses race cheap cheaper expensive faster slower larger smaller dense sparse mixture incompressible compress compressed facts factual science engineering weeds postmortem discipline war'.split(
    ' ',
  );

const doings =
  'runs runs ships writes reads calls returns keeps drops raises lowers shows finds says reports claims measures compares costs saves wins loses needs wants builds breaks fixes merges moves opens closes grows shrinks learns forgets plans routes caches batches streams scores passes fails beats trails matches replaces removes adds supports announced released published described explained moved merged opened dropped trained served deployed tested measured evaluated improved reduced increased doubled halved limited'.split(
    ' ',
  );

/** Vendors and products that everybody writes about, and so the bundled issue too. */
const vendors =
  'OpenAI Anthropic Google NVIDIA Claude Codex Cursor Mistral Qwen DeepSeek Microsoft Intel vLLM LangChain GitHub Meta AMD Copilot Cloudflare IBM Tencent Gemini Zhipu Granite Llama PyTorch Alibaba Latent AINews Apache MIT GPU CPU GPUs CPUs SDK IDE CLI API OSS RAM KV MoE SWE RL China Huang Altman Brown John Sam Noam Jensen Tan Sonnet Opus Haiku Medium Pro Plus Flash'.split(
    ' ',
  );

/** Words that begin as a name of the bundled issue does, or are a part of one. */
const decoys =
  'halogen halos haloed shallow layered splitter splitting flashing flashes flash appliance apparent world worlds eagle eagles cudagraph malloc tile tiles lang langs linger ling verified verifier profiles harnessed terminals benched probing compressible knowledgeable latents space spaces platforms minimal mimic hidden cached cloudy flared register domains websocket websockets responses carmine intellect granted mistrals tuning'.split(
    ' ',
  );

const onsets =
  'b br c ch cl cr d dr f fl fr g gl gr h j k kl l m n p pl pr qu r s sc sh sk sl sm sn sp st str sw t th tr tw v w wh y z'.split(' ');
const vowels = 'a a a e e e e i i i o o o u u ai ea ee ie oa oo ou'.split(' ');
const endings = 'b ck ct d ft g k l ld ll m mp n nd ng nk nt p pt r rd rk rm rn rt s sh ss st t tch th x'.split(' ');
const suffixes = ['', '', '', '', 's', 's', 'ed', 'ing', 'er', 'ly', 'ment', 'ness', 'able', 'ity', 'ion', 'ions', 'al', 'ive', 'ful'];

const wordCount = 40_000;

/** English: what sounds like it, with vendors and products among the frequent words. */
export function createEnglish(seed: number): Vocabulary {
  const random = createRandom(seed);
  const frequent = shuffled(random, [...subjects, ...subjects, ...doings, ...vendors, ...vendors, ...decoys]);
  const words = new Set([...functionWords, ...frequent]);
  while (words.size < wordCount) words.add(inventWord(random));
  return { words: [...words], gap: ' ', stop: '. ' };
}

function inventWord(random: Random): string {
  const syllables = 1 + Math.floor(random() * 2.2);
  let word = '';
  for (let count = 0; count < syllables; count++) word += pick(random, onsets) + pick(random, vowels);
  return word + pick(random, endings) + pick(random, suffixes);
}

const polish =
  'i w na z do się nie że to jest o jak po przez dla od ale czy który która które już tylko są być był może model modele agent agenci koszt pamięć kod źródło źródła zażółć gęślą jaźń łódź żółty świat większy mniejszy szybciej wolniej otwarte wagi wnioskowanie trenowanie narzędzie narzędzia pytanie odpowiedź wynik wyniki błąd błędy próba próby zmiana wersja zespół użytkownik rok tydzień miesiąc cena ceny żeton żetony okno wydanie długość część ścieżka'.split(
    ' ',
  );
const german =
  'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum aber durch größer kleiner schnell langsam Modell Modelle Werkzeug Werkzeuge Kosten Preis Gewichte Lösung Änderung Prüfung Schlüssel Speicher Übersetzung Ausführung Fehler Straße Maß Grüße Wörter für Rückschritt Fortschritt Anfrage Antwort Rechner Rechenzeit Woche Jahr offen geschlossen'.split(
    ' ',
  );
const french =
  'le la les de des du et à un une en que qui dans pour sur est pas par plus avec ce cette au aux sont être modèle modèles coût prix mémoire données entraînement inférence outil outils réponse question résultat dépôt clé fenêtre élève évaluation où déjà après très même année semaine naïf cœur'.split(
    ' ',
  );

/** The words of a language, with names of vendors among them, and compounds to make them many. */
export function createForeign(seed: number, language: 'polish' | 'german' | 'french'): Vocabulary {
  const random = createRandom(seed);
  const own = { polish, german, french }[language];
  const words = new Set([...own.slice(0, 40), ...shuffled(random, [...own.slice(40), ...vendors])]);
  while (words.size < 3_000) words.add(pick(random, own) + (random() < 0.5 ? pick(random, own) : pick(random, endings)));
  return { words: [...words], gap: ' ', stop: '. ' };
}

const ideographs =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严'.split(
    '',
  );

/** Words of one to three ideographs, without gaps. */
export function createChinese(seed: number): Vocabulary {
  const random = createRandom(seed);
  const words = new Set(ideographs.slice(0, 60));
  while (words.size < 8_000)
    words.add(pick(random, ideographs) + pick(random, ideographs) + (random() < 0.25 ? pick(random, ideographs) : ''));
  return { words: [...words, ...vendors.slice(0, 8)], gap: '', stop: '。' };
}

function shuffled<T>(random: Random, items: readonly T[]): readonly T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [result[last], result[other]];
    if (a === undefined || b === undefined) continue;
    result[last] = b;
    result[other] = a;
  }
  return result;
}
