"""Which language words are in, by their script and letters: what residents write in languages that councils meet."""

import pytest

from eqia.inline.runs import is_plain, read_line

SENTENCES = {
    "bn": "দয়া করে গ্রন্থাগারটি বন্ধ করবেন না।",
    "pa": "ਕਿਰਪਾ ਕਰਕੇ ਲਾਇਬ੍ਰੇਰੀ ਬੰਦ ਨਾ ਕਰੋ।",
    "hi": "कृपया पुस्तकालय बंद न करें।",
    "gu": "કૃપા કરીને પુસ્તકાલય બંધ ન કરો.",
    "ta": "தயவுசெய்து நூலகத்தை மூட வேண்டாம்.",
    "te": "దయచేసి గ్రంథాలయాన్ని మూసివేయవద్దు.",
    "kn": "ದಯವಿಟ್ಟು ಗ್ರಂಥಾಲಯವನ್ನು ಮುಚ್ಚಬೇಡಿ.",
    "ml": "ദയവായി ലൈബ്രറി അടയ്ക്കരുത്.",
    "or": "ଦୟାକରି ପାଠାଗାର ବନ୍ଦ କରନ୍ତୁ ନାହିଁ।",
    "si": "කරුණාකර පුස්තකාලය වසන්න එපා.",
    "th": "กรุณาอย่าปิดห้องสมุด",
    "lo": "ກະລຸນາຢ່າປິດຫ້ອງສະໝຸດ",
    "km": "សូមកុំបិទបណ្ណាល័យ។",
    "my": "စာကြည့်တိုက်ကို မပိတ်ပါနှင့်။",
    "am": "እባክዎ ቤተ መጻሕፍቱን አይዝጉ።",
    "ka": "გთხოვთ, არ დახუროთ ბიბლიოთეკა.",
    "hy": "Խնդրում ենք մի՛ փակեք գրադարանը։",
    "el": "Παρακαλώ μην κλείσετε τη βιβλιοθήκη.",
    "ru": "Пожалуйста, не закрывайте эту библиотеку.",
    "uk": "Будь ласка, не закривайте її.",
    "be": "Калі ласка, не закрывайце бібліятэку, мы хочам жыць у ёй — ўсе.",
    "bg": "Моля, не затваряйте библиотеката, тя е нужна на града ни: това е дъвка.",
    "sr": "Молимо вас, не затварајте библиотеку.",
    "mk": "Ве молиме, не ја затворајте библиотеката, ќе ни треба.",
    "kk": "Кітапхананы жаппаңыз, ол бізге қажет.",
    "he": "בבקשה אל תסגרו את הספרייה.",
    "ar": "من فضلكم لا تغلقوا المكتبة.",
    "fa": "لطفاً کتابخانه را نبندید، بچه‌ها به آن نیاز دارند.",
    "ur": "براہ کرم لائبریری بند نہ کریں۔",
    "ps": "مهرباني وکړئ کتابتون مه تړئ.",
    "ckb": "تکایە کتێبخانەکە دامەخەن.",
    "ja": "図書館を閉めないでください。",
    "ko": "도서관을 닫지 말아 주세요.",
    "zh-Hans": "请不要关闭图书馆。",
    "zh-Hant": "請不要關閉圖書館。",
}
FROM_THE_RIGHT = {"he", "ar", "fa", "ur", "ps", "ckb"}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_one_run_in_its_language_and_direction(language):
    line = read_line(SENTENCES[language])
    assert [(run.text, run.language) for run in line.runs] == [(SENTENCES[language], language)]
    assert (line.language, line.right_to_left) == (language, language in FROM_THE_RIGHT)


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_told_from_the_english_around_it(language):
    sentence = SENTENCES[language].rstrip(" .。।۔។།")
    before, inside, after = read_line(f"One resident wrote {sentence} on a card.").runs
    assert (before.text, after.text.lstrip("।។")) == ("One resident wrote ", " on a card.")
    assert (inside.language, inside.right_to_left) == (language, language in FROM_THE_RIGHT)


@pytest.mark.parametrize(
    "text",
    [
        "Llŷn, ŵyr, Łódź, İstanbul, Thư viện, Ẹ kú àárọ̀: these are Latin letters",
        "x² ≤ 3½ ± √2 ∑ ∞ ≈ ≠ × ÷ ∈ ℝ",
        "a cost of π r², α, β and γ, 5 µm, 7 Ω",
        "Good ☺ ✔ ★ ♿ ☎ “quoted” – ‘so’ … £5 €3 ₹20 1ˢᵗ ⅓ Ⅳ",
    ],
)
def test_signs_and_latin_letters_are_no_other_language(text):
    assert [run.language for run in read_line(text).runs] == [""]


def test_english_is_known_to_hold_nothing():
    assert is_plain("We asked – twice – what “they” thought: £4,500, ½, résumé, Llŷn.\nAnd • so … on.")
    for text in (*SENTENCES.values(), "see www.bedford.gov.uk", "a@b.uk", "http://x.uk", "[Welsh] Mae’r cyngor"):
        assert not is_plain(f"As they said,\n{text}\nand more.")


@pytest.mark.parametrize(
    ("line", "from_the_right"),
    [
        ("المكتبة NHS مهمة 2018.", True),
        ("https://x.gov.uk المكتبة مهمة", True),
        ("[Urdu] لائبریری", True),
        ("arabic: المكتبة مهمة جداً لنا", False),
        ("الأمل is a group of parents in Bedford", False),
        ("12. المكتبة", True),
    ],
)
def test_a_line_is_read_from_the_right_if_it_begins_so_and_is_so_for_the_most(line, from_the_right):
    assert read_line(line).right_to_left is from_the_right


@pytest.mark.parametrize(
    ("line", "inside"),
    [
        ("They wrote (المكتبة مهمة).", "المكتبة مهمة"),
        ('They wrote "المكتبة مهمة".', "المكتبة مهمة"),
        ("They wrote المكتبة (مهمة)!", "المكتبة (مهمة)!"),
        ("They wrote المكتبة مهمة.", "المكتبة مهمة."),
        ("They wrote المكتبة مهمة, twice.", "المكتبة مهمة"),
        ("“المكتبة مهمة.”", "“المكتبة مهمة.”"),
    ],
)
def test_marks_at_the_end_of_a_line_go_with_the_words_that_they_end(line, inside):
    assert [run.text for run in read_line(line).runs if run.right_to_left] == [inside]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("[Welsh] Mae’r cyngor yn gofyn", "cy"),
        ("[welsh]: Mae’r cyngor yn gofyn", "cy"),
        ("[cy] Mae’r cyngor yn gofyn", "cy"),
        ("[Scottish Gaelic] Tha an leabharlann", "gd"),
        ("[pt-br] A biblioteca", "pt-BR"),
        ("[pa-arab] لائبریری", "pa-Arab"),
        ("[Marathi] मराठी मजकूर", "mr"),
        ("[Somali] Maktabaddu waa muhiim", "so"),
        ("[so-SO] Maktabaddu waa muhiim", "so-SO"),
    ],
)
def test_a_language_that_is_named_counts_for_the_line(line, language):
    mark, *runs = read_line(line).runs
    assert mark.text == line[: line.index("]") + 1 + (line[line.index("]") + 1] == ":")] + " "
    assert {run.language for run in runs} == {language}


@pytest.mark.parametrize(
    "line",
    [
        "[it] was closed",
        "[so] they said",
        "[The] library",
        "[sic] is odd",
        "[1] Census",
        "[Elvish] mae",
        "a [Welsh] word",
        "[cy]",
    ],
)
def test_other_brackets_name_no_language(line):
    assert [(run.text, run.language) for run in read_line(line).runs] == [(line, "")]
