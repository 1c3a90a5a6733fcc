import fc from './property.ts';

/** Texts in the scripts that a workbook may be written in, each as somebody would write it. */
export const SCRIPT_TEXTS: Readonly<Record<string, string>> = {
  'Arabic with digits and brackets':
    'يقوم فريق المنصة بتحديث أنظمة التشغيل (كل 14 يومًا) وفقًا للمعيار ISO 27001، ويُراجع السجل رقم ٣٤٥ كل شهر [انظر orders-db].',
  Persian: 'تیم پلتفرم می‌خواهد نسخه‌های پشتیبان را هر ۷ روز بررسی کند؛ مسئول: رضا.',
  Urdu: 'پلیٹ فارم ٹیم ہر مہینے بیک اپ کی جانچ کرتی ہے۔',
  'Hebrew with Latin': 'צוות הפלטפורמה מעדכן את AWS Lambda (פעם ב-14 ימים) – ראו RFC 9110, סעיף 4.2.',
  'Hebrew with points': 'בְּרֵאשִׁית בָּרָא אֱלֹהִים',
  'Latin with Arabic inside': 'The team فريق المنصة (عمان) patches within 14 days.',
  Chinese:
    '平台团队每月检查一次备份，并在四十八小时内修复关键漏洞。客户负责数据分类、加密密钥的管理以及访问控制（IAM）。',
  Traditional: '平臺團隊負責資料備份與還原測試，並於每季檢討存取權限。',
  Japanese:
    'プラットフォームチームは毎月バックアップを確認し、重大な脆弱性を48時間以内に修正します。担当：佐藤直樹「承認済み」。',
  Korean: '플랫폼 팀은 매월 백업을 확인하고 14일 이내에 패치를 적용합니다. 담당자: 김민수 (보안팀)',
  Thai: 'ทีมแพลตฟอร์มตรวจสอบสำเนาสำรองทุกเดือนและติดตั้งแพตช์ภายใน 14 วันเพื่อความปลอดภัยของข้อมูลลูกค้าทั้งหมด',
  'Devanagari conjuncts':
    'क्षेत्रीय दल हर महीने बैकअप की जाँच करता है और १४ दिनों के भीतर त्रुटियाँ ठीक करता है। श्रीमती ज्ञानेश्वरी, र्कि प्रबन्ध',
  Bengali: 'প্ল্যাটফর্ম দল প্রতি মাসে ব্যাকআপ পরীক্ষা করে এবং ১৪ দিনের মধ্যে ত্রুটি ঠিক করে।',
  Tamil: 'தளக் குழு ஒவ்வொரு மாதமும் காப்புப்பிரதிகளைச் சரிபார்க்கிறது.',
  Telugu: 'ప్లాట్‌ఫారమ్ బృందం ప్రతి నెలా బ్యాకప్‌లను తనిఖీ చేస్తుంది.',
  Gujarati: 'પ્લેટફોર્મ ટીમ દર મહિને બેકઅપ તપાસે છે.',
  Punjabi: 'ਪਲੇਟਫਾਰਮ ਟੀਮ ਹਰ ਮਹੀਨੇ ਬੈਕਅੱਪ ਦੀ ਜਾਂਚ ਕਰਦੀ ਹੈ।',
  Kannada: 'ಪ್ಲಾಟ್‌ಫಾರ್ಮ್ ತಂಡವು ಪ್ರತಿ ತಿಂಗಳು ಬ್ಯಾಕಪ್ ಪರಿಶೀಲಿಸುತ್ತದೆ.',
  Malayalam: 'പ്ലാറ്റ്ഫോം ടീം എല്ലാ മാസവും ബാക്കപ്പുകൾ പരിശോധിക്കുന്നു.',
  Sinhala: 'වේදිකා කණ්ඩායම සෑම මසකම උපස්ථ පරීක්ෂා කරයි. ශ්‍රී ලංකා',
  Khmer: 'ក្រុមវេទិកាពិនិត្យមើលការបម្រុងទុករៀងរាល់ខែ។',
  Lao: 'ທີມງານກວດສອບສຳເນົາສຳຮອງທຸກໆເດືອນ',
  Georgian: 'პლატფორმის გუნდი ყოველთვიურად ამოწმებს სარეზერვო ასლებს.',
  Armenian: 'Հարթակի թիմը ամեն ամիս ստուգում է պահուստային պատճենները։',
  Amharic: 'የመድረክ ቡድኑ በየወሩ መጠባበቂያዎችን ያረጋግጣል።',
  'emoji with joiners, skin tones, keycaps and flags':
    'Signed off 🔐 by 👩‍💻 and 👍🏽 👨‍👩‍👧‍👦 1️⃣ 🇩🇪 ❤️ ✅ done',
  'combining marks': 'q̃ x̄ ệ a̧̱ Z̶a̶l̶g̶o̶ ẅ̂',
};

/** Pieces from which a law makes texts: letters, marks, joiners, direction marks, brackets, digits, pictures, and what no font has. */
const PIECES: readonly string[] = [
  ...'abWi é ß → ≥ “ ” ( ) [ ] - / . , : ! 7 14 ٣ ۷ १ ４'.split(' '),
  ...'ا ل لا م ي ک گ چ ث ً ّ ُ ، ؛'.split(' '),
  ...'ש ל ם בְּ אֱ ־'.split(' '),
  ...'平 台 備 。 、 （ ） 「 」 ー プ ラ が か\u3099 플 한 ㄱ'.split(' '),
  ...'ท สำ ั้ ำ เ ก็ ์ ๆ'.split(' '),
  ...'क दिनों ् ष ि ी र् ज्ञ ँ ।'.split(' '),
  ...'প্ল ক্ষ ো கொ க் ஷ ప్ర క్ష్మ ਸ੍ਰੀ ക്ഷ ൾ ශ්‍රී ක්‍ෂ ស្ត្រី ខ្ញុំ ສຳ ა Հ ሰ ።'.split(' '),
  ...'🔐 👩‍💻 👍🏽 👨‍👩‍👧‍👦 1️⃣ 🇩🇪 🇩 ❤️ ❤ ✓ ✅ 🏴󠁧󠁢󠁥󠁮󠁧󠁿'.split(' '),
  ...[
    '\u0303',
    '\u0323',
    '\u0336',
    '\u200c',
    '\u200d',
    '\u200e',
    '\u200f',
    '\u2067',
    '\u2069',
    '\u202e',
    '\u202c',
  ],
  ...['\ue000', '\u0378', '\u{13000}', '\ud800', '\ufffd', '\u0007', '\u{10ffff}', '\u{20000}'],
  ...[' ', ' ', ' ', ' ', ' ', '\n', '\t', '\u3000', '\u00a0'],
];
export const textOfAnyScript = fc.string({ unit: fc.constantFrom(...PIECES), minLength: 1, maxLength: 60 });

const SCRIPTS =
  'Arabic Hebrew Devanagari Bengali Gujarati Gurmukhi Kannada Malayalam Sinhala Tamil Telugu Thai Lao Khmer Armenian Georgian Ethiopic Hangul Hiragana Katakana'.split(
    ' ',
  );
/** Every character that a script has, whether a font has it or not. */
function charactersOf(script: string): string[] {
  const pattern = new RegExp(`\\p{scx=${script}}`, 'u');
  const found: string[] = [];
  for (let code = 0x80; code < 0x20000; code += 1)
    if ((code < 0xd800 || code > 0xdfff) && pattern.test(String.fromCodePoint(code)))
      found.push(String.fromCodePoint(code));
  return found;
}
/** Characters of one script in an order in which nobody would write them, with joiners, spaces, a letter and a bracket between. */
export const anyOrderOfOneScript = fc.constantFrom(...SCRIPTS).chain((script) =>
  fc.string({
    unit: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...charactersOf(script)) },
      { weight: 1, arbitrary: fc.constantFrom(' ', '\u200c', '\u200d', 'a', '(', '7') },
    ),
    minLength: 1,
    maxLength: 14,
  }),
);

/** A text without what a page changes: spaces, line breaks, and what is invisible by design. */
export const bareText = (text: string): string =>
  text.normalize('NFC').replace(/\p{DI}|\p{Z}|\s|\u0085/gu, '');
