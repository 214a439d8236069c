"""Names for the people of the demonstration country: as written in Latin and in the region's script. Nobody is real."""

from dataclasses import dataclass

from trackchild.children.vocabulary import Sex


@dataclass(frozen=True, slots=True)
class Region:
    """What names sound like in one region: pairs of Latin and native spelling, pet names, villages, languages."""

    script: str
    languages: tuple[str, ...]
    girls: tuple[tuple[str, str], ...]
    boys: tuple[tuple[str, str], ...]
    families: tuple[tuple[str, str], ...]
    mothers: tuple[tuple[str, str], ...]
    pet_names: tuple[str, ...]
    villages: tuple[str, ...]


BENGAL = Region(
    script="Beng",
    languages=("Bengali",),
    girls=(
        ("Mousumi", "মৌসুমী"),
        ("Rupali", "রূপালী"),
        ("Tumpa", "টুম্পা"),
        ("Shreya", "শ্রেয়া"),
        ("Purnima", "পূর্ণিমা"),
        ("Jhuma", "ঝুমা"),
        ("Ruksana", "রুকসানা"),
        ("Sabina", "সাবিনা"),
        ("Anindita", "অনিন্দিতা"),
        ("Lipika", "লিপিকা"),
        ("Sonali", "সোনালী"),
        ("Mamata", "মমতা"),
    ),
    boys=(
        ("Subhankar", "শুভঙ্কর"),
        ("Biswajit", "বিশ্বজিৎ"),
        ("Rakibul", "রাকিবুল"),
        ("Sourav", "সৌরভ"),
        ("Tapan", "তপন"),
        ("Palash", "পলাশ"),
        ("Imran", "ইমরান"),
        ("Ranajit", "রণজিৎ"),
        ("Dipankar", "দীপঙ্কর"),
        ("Joydeb", "জয়দেব"),
    ),
    families=(
        ("Mondal", "মণ্ডল"),
        ("Ghorui", "ঘোড়ুই"),
        ("Sardar", "সর্দার"),
        ("Naskar", "নস্কর"),
        ("Molla", "মোল্লা"),
        ("Bairagi", "বৈরাগী"),
        ("Halder", "হালদার"),
        ("Sheikh", "শেখ"),
    ),
    mothers=(("Kalpana", "কল্পনা"), ("Minati", "মিনতি"), ("Rehana", "রেহানা"), ("Sandhya", "সন্ধ্যা"), ("Basanti", "বাসন্তী")),
    pet_names=("Tuktuki", "Khokon", "Buri", "Puchu", "Bapi"),
    villages=("Kultikari", "Chandpara", "Uluberia", "Basantipur", "Haroa", "Sankrail"),
)
BIHAR = Region(
    script="Deva",
    languages=("Hindi", "Bhojpuri"),
    girls=(
        ("Sanju", "संजू"),
        ("Priyanka", "प्रियंका"),
        ("Rinki", "रिंकी"),
        ("Khushboo", "खुशबू"),
        ("Nagma", "नगमा"),
        ("Pushpa", "पुष्पा"),
        ("Chandni", "चाँदनी"),
        ("Kiran", "किरण"),
        ("Manisha", "मनीषा"),
        ("Shabnam", "शबनम"),
        ("Babita", "बबीता"),
        ("Radhika", "राधिका"),
    ),
    boys=(
        ("Ravi", "रवि"),
        ("Mithilesh", "मिथिलेश"),
        ("Chhotu", "छोटू"),
        ("Afroz", "अफ़रोज़"),
        ("Dharmendra", "धर्मेंद्र"),
        ("Vikash", "विकाश"),
        ("Pappu", "पप्पू"),
        ("Nitish", "नितीश"),
        ("Sarfaraz", "सरफ़राज़"),
        ("Golu", "गोलू"),
    ),
    families=(
        ("Paswan", "पासवान"),
        ("Kumar", "कुमार"),
        ("Manjhi", "माँझी"),
        ("Yadav", "यादव"),
        ("Ansari", "अंसारी"),
        ("Mahto", "महतो"),
        ("Ram", "राम"),
        ("Sah", "साह"),
    ),
    mothers=(
        ("Sunaina", "सुनैना"),
        ("Phulmati", "फूलमती"),
        ("Nasima", "नसीमा"),
        ("Urmila", "उर्मिला"),
        ("Lakshmi", "लक्ष्मी"),
    ),
    pet_names=("Munni", "Babu", "Guddi", "Raja", "Chhoti"),
    villages=("Bishunpur", "Rampur Tola", "Barachatti", "Maner", "Nawada Khurd", "Fatuha"),
)
DELHI = Region(
    script="Arab",
    languages=("Hindi", "Urdu"),
    girls=(
        ("Ayesha", "عائشہ"),
        ("Zoya", "زویا"),
        ("Neha", "نیہا"),
        ("Farheen", "فرحین"),
        ("Simran", "سمرن"),
        ("Muskan", "مسکان"),
        ("Nazia", "نازیہ"),
        ("Anjali", "انجلی"),
    ),
    boys=(
        ("Faizan", "فیضان"),
        ("Aman", "امان"),
        ("Junaid", "جنید"),
        ("Rohit", "روہت"),
        ("Salman", "سلمان"),
        ("Arif", "عارف"),
        ("Sameer", "سمیر"),
    ),
    families=(
        ("Khan", "خان"),
        ("Qureshi", "قریشی"),
        ("Sharma", "شرما"),
        ("Siddiqui", "صدیقی"),
        ("Malik", "ملک"),
        ("Gupta", "گپتا"),
    ),
    mothers=(("Shabana", "شبانہ"), ("Rukhsar", "رخسار"), ("Geeta", "گیتا"), ("Nasreen", "نسرین")),
    pet_names=("Guddu", "Pinky", "Sonu", "Chintu"),
    villages=("Sangam Vihar", "Seelampur", "Nangloi", "Bawana", "Okhla"),
)


def given_names(region: Region, sex: str) -> tuple[tuple[str, str], ...]:
    """First names of a region for a girl or a boy."""
    return region.girls if sex == Sex.FEMALE else region.boys


# How a clerk in another state may hear and write a name: pairs of letters that are easily exchanged.
MISHEARD = (("sh", "s"), ("v", "b"), ("oo", "u"), ("ee", "i"), ("ph", "f"), ("j", "z"), ("au", "ou"), ("kh", "k"))


def misheard(name: str, turn: int) -> str:
    """The name as somebody else may write it; another turn, another slip."""
    slips = [pair for pair in MISHEARD if pair[0] in name.lower()]
    if not slips:
        return name + "a" if not name.endswith("a") else name[:-1]
    wrong, written = slips[turn % len(slips)]
    return name.lower().replace(wrong, written, 1).title()
