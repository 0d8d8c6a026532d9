// The names of months and their usual short forms in the languages that news come in. What stands around a name in a
// date is not known here.

/** January first. Accents do not count: names are folded here and where they are looked up. */
const namesByMonth: readonly string[] = [
  `january jan januar janner jaenner janvier janv enero ene gennaio gen janeiro januari janua ianuarie ian gener
   stycznia styczen stycz sty leden ledna led januara sijecanj sijecnja sij januaris sausis sausio tammikuu tammikuuta tammi
   ocak oca января январь янв січня січень січ януари ιανουαριος ιανουαριου ιαν ינואר ינו يناير`,
  `february febuary feb februar febr februari fevrier fevr fev febrero febbraio fevereiro februarie febrer feber
   lutego luty lut unora unor uno veljaca veljace velj februara februaris vasaris vasario helmikuu helmikuuta helmi februarius
   subat sub февраля февраль февр фев лютого лютии лют февруари φεβρουαριος φεβρουαριου φεβ פברואר פבר فبراير`,
  `march mar marz maerz mrz mars marzo marco maart mrt martie marc marts maret mart
   marca marzec brezna brezen bre ozujak ozujka ozu marcius kovas kovo maaliskuu maaliskuuta maalis
   марта март мар березня березень бер μαρτιος μαρτιου μαρ מרץ مارس`,
  `april apr avril avr abril abr aprile aprilie aprel
   kwietnia kwiecien kwi dubna duben dub travanj travnja tra aprilis balandis balandzio huhtikuu huhtikuuta huhti
   nisan nis апреля апрель апр квітня квітень квіт април απριλιος απριλιου απρ אפריל אפר ابريل ابريل`,
  `may mai mayo maggio mag maio mei maig maj maja
   kveten kvetna kve svibanj svibnja svi majus maijs geguze geguzes toukokuu toukokuuta touko
   mayis маи мая травня травень трав μαιος μαιου μαι מאי مايو`,
  `june jun juni juin junio giugno giu junho iunie iun juny
   czerwca czerwiec cze czerw cerven cervna cvn lipanj lipnja junius junijs birzelis birzelio kesakuu kesakuuta kesa
   haziran haz июня июнь июн червня червень черв юни ιουνιος ιουνιου ιουν ιον יוני يونيو`,
  `july jul juli juillet juil julio luglio lug julho iulie iul juliol
   lipca lipiec lip cervenec cervence cvc srpanj srpnja julius julijs liepa liepos heinakuu heinakuuta heina
   temmuz tem июля июль июл липня липень лип юли ιουλιος ιουλιου ιουλ ιολ יולי يوليو`,
  `august aug aout agosto ago augustus augusti agost agustus agu
   sierpnia sierpien sie sierp srpen srpna srp kolovoz kolovoza kol augusztus augusts rugpjutis rugpjucio elokuu elokuuta elo
   agustos августа август авг серпня серпень серп αυγουστος αυγουστου αυγ אוגוסט אוג اغسطس اغسطس`,
  `september sep sept septembre septiembre setiembre settembre set setembro septembrie setembre
   wrzesnia wrzesien wrz zari zar rujan rujna ruj szeptember szept szep rugsejis rugsejo syyskuu syyskuuta syys
   eylul eyl сентября сентябрь сент сен вересня вересень вер септември септ σεπτεμβριος σεπτεμβριου σεπ σεπτ ספטמבר ספט سبتمبر`,
  `october oct okt oktober octobre octubre ottobre ott outubro out octombrie oktobar
   pazdziernika pazdziernik paz pazdz rijna rijen rij oktobris spalis spalio lokakuu lokakuuta loka
   ekim eki октября октябрь окт жовтня жовтень жовт октомври οκτωβριος οκτωβριου οκτ אוקטובר אוק اكتوبر اكتوبر`,
  `november nov novembre noviembre novembro noiembrie nopember
   listopada listopad lis studeni studenoga studenog stu novembris lapkritis lapkricio marraskuu marraskuuta marras
   kasim kas ноября ноябрь нояб ноя листопада листопад лист ноември νοεμβριος νοεμβριου νοε νοεμ נובמבר נוב نوفمبر`,
  `december dec dez dezember decembre diciembre dic dicembre dezembro decembrie desember des desembre dis
   grudnia grudzien gru prosinec prosince pro prosinac prosinca decembris gruodis gruodzio joulukuu joulukuuta joulu
   aralik ara декабря декабрь дек грудня грудень груд декември δεκεμβριος δεκεμβριου δεκ דצמבר דצמ ديسمبر`,
];

const months = new Map(namesByMonth.flatMap((names, index) => names.split(/\s+/).map((name) => [fold(name), index + 1] as const)));

/** Names that mean another month in one language. Croatian counts its months from other trees and harvests than Polish and Czech. */
const croatian = new Map([
  ['listopada', 10],
  ['listopad', 10],
  ['lis', 10],
  ['lip', 6],
  ['srp', 7],
]);

function fold(word: string): string {
  return word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i').replaceAll('ł', 'l');
}

/** The number of the month that a word names, in any language known here. `language` (BCP 47) settles a name that two share. */
export function monthOf(word: string, language?: string): number | undefined {
  const known = months.get(word);
  if (known === undefined && word.length > 20) return undefined;
  const name = known === undefined ? fold(word) : word;
  return (language?.startsWith('hr') ? croatian.get(name) : undefined) ?? months.get(name);
}
