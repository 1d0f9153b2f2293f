"""What the cast says: a few honest sentences per matter, in three languages."""

from collections.abc import Mapping
from typing import TypeAlias

Phrases: TypeAlias = Mapping[str, tuple[str, ...]]

TOPICS: Mapping[str, str] = {
    "goal": "goal",
    "goal_1": "aim",
    "goal_2": "aim",
    "goal_3": "aim",
    "title": "title",
    "signs": "sign",
    "motive": "motive",
    "say_name": "name",
    "work": "work",
    "ask_me": "ask_me",
    "busy_with": "busy",
    "ice": "ice",
    "great_if": "great_if",
    "worry": "worry",
    "plan_if": "when",
    "plan_then": "then",
    "takeaway": "learnt",
    "text": "learnt",
    "agenda": "line",
    "plus": "plus",
    "keep": "plus",
    "keep_alive": "plus",
    "one_up": "delta",
    "delta": "delta",
    "change": "delta",
    "adjustment": "adjustment",
    "advice": "advice",
    "next": "adjustment",
    "why": "why",
    "legacy": "legacy",
    "place": "place",
    "cover": "cover",
}
"""Which sentences fit which question, by the key of its field; `any` fits the rest."""

_ENGLISH: Phrases = {
    "any": ("Fine for me.", "Nothing special, thank you.", "Happy to talk about it."),
    "title": ("Handing over well", "Learning from returns", "Calmer mornings"),
    "goal": (
        "After six sessions everyone hands work over in ten minutes, without a second phone call.",
    ),
    "sign": ("Fewer calls after a shift", "One page that everybody uses"),
    "motive": ("We lose an hour a week on this.", "I would like to hear how others do it."),
    "aim": (
        "Ask better questions when I take over a shift",
        "Say no without a long mail",
        "Make a handover sheet that fits on one page",
        "Let my team solve things before I step in",
    ),
    "name": ("As it is written", "Shorter is fine"),
    "work": (
        "I make sure the right parcel leaves at the right time",
        "I plan the rounds of eleven nurses",
        "I answer what nobody else could answer",
    ),
    "ask_me": ("Spreadsheets that behave", "Talking with angry customers", "Night shifts"),
    "busy": ("How do I hand over what only I know?", "What can we stop doing?"),
    "ice": ("A kite that flew off with my homework.", "Soup. Always soup."),
    "great_if": ("I use one thing the week after", "we still call each other next year"),
    "worry": ("That the same three people talk", "That nothing happens in between"),
    "when": ("my next shift ends", "somebody asks me for the third time"),
    "then": ("I write three lines before I leave", "I ask what they tried already"),
    "learnt": (
        "Three lines at the end of a shift save a phone call the next morning.",
        "Ask for the decision first, then for the reasons.",
        "A checklist works when those who use it may cross things out.",
    ),
    "line": ("Three lines beat one phone call", "Cross out what nobody reads"),
    "plus": ("The round in which everybody speaks", "Real cases, no slides"),
    "delta": ("Start on time", "Smaller groups for the second half", "One more break"),
    "adjustment": ("We start with a short round, in pairs.", "We stop ten minutes earlier."),
    "advice": ("Bring a real question, however small.", "Fix all the dates on day one."),
    "why": ("The goal is reached and the group says so.",),
    "legacy": ("The one-page handover sheet, in the team folder",),
    "place": ("Room Dender, second floor",),
    "cover": ("The early shift takes the phones",),
}

_FRENCH: Phrases = {
    "any": ("Cela me convient.", "Rien de particulier, merci.", "J’en parle volontiers."),
    "title": ("Bien passer le relais", "Apprendre des retours", "Des matins plus calmes"),
    "goal": ("Après six séances, chacun passe le relais en dix minutes, sans devoir rappeler.",),
    "sign": ("Moins d’appels après le service", "Une page que tout le monde utilise"),
    "motive": ("Nous y perdons une heure par semaine.", "Je veux voir comment font les autres."),
    "aim": (
        "Poser de meilleures questions à la prise de service",
        "Dire non sans écrire un long courriel",
        "Une fiche de relais qui tient sur une page",
        "Laisser mon équipe chercher avant d’intervenir",
    ),
    "name": ("Comme cela s’écrit", "Le prénom suffit"),
    "work": (
        "Je veille à ce que le bon colis parte à temps",
        "Je planifie les tournées de onze infirmières",
        "Je réponds à ce que personne n’a su répondre",
    ),
    "ask_me": ("Les tableaux qui se tiennent bien", "Les clients fâchés", "Le travail de nuit"),
    "busy": ("Comment transmettre ce que je suis seul à savoir ?", "Que pouvons-nous arrêter ?"),
    "ice": ("Un cerf-volant parti avec mes devoirs.", "La soupe. Toujours la soupe."),
    "great_if": ("j’applique une chose la semaine suivante", "on s’appelle encore dans un an"),
    "worry": ("Que ce soient toujours les mêmes qui parlent", "Qu’il ne se passe rien entre-temps"),
    "when": ("mon service se termine", "on me pose la question pour la troisième fois"),
    "then": ("j’écris trois lignes avant de partir", "je demande ce qui a déjà été essayé"),
    "learnt": (
        "Trois lignes en fin de service évitent un appel le lendemain.",
        "Demander d’abord la décision, ensuite les raisons.",
        "Une liste sert quand ceux qui l’utilisent peuvent en barrer des lignes.",
    ),
    "line": ("Trois lignes valent mieux qu’un appel", "Barrer ce que personne ne lit"),
    "plus": ("Le tour où chacun parle", "De vrais cas, pas de diapositives"),
    "delta": ("Commencer à l’heure", "De plus petits groupes ensuite", "Une pause de plus"),
    "adjustment": ("Nous commençons par un tour à deux.", "Nous finissons dix minutes plus tôt."),
    "advice": ("Venez avec une vraie question, même petite.", "Fixez toutes les dates d’emblée."),
    "why": ("L’objectif est atteint et le groupe le dit.",),
    "legacy": ("La fiche de relais, dans le dossier de l’équipe",),
    "place": ("Salle Dendre, deuxième étage",),
    "cover": ("L’équipe du matin prend les appels",),
}

_DUTCH: Phrases = {
    "any": ("Voor mij is dat goed.", "Niets bijzonders, dank je.", "Ik vertel er graag over."),
    "title": ("Goed overdragen", "Leren van retouren", "Rustiger ochtenden"),
    "goal": ("Na zes bijeenkomsten draagt iedereen in tien minuten over, zonder na te bellen.",),
    "sign": ("Minder telefoontjes na de shift", "Eén blad dat iedereen gebruikt"),
    "motive": ("We verliezen er een uur per week aan.", "Ik wil horen hoe anderen het doen."),
    "aim": (
        "Betere vragen stellen als ik een shift overneem",
        "Nee zeggen zonder lange mail",
        "Een overdracht die op één blad past",
        "Mijn team eerst zelf laten zoeken",
    ),
    "name": ("Zoals het er staat", "Korter mag ook"),
    "work": (
        "Ik zorg dat het juiste pakket op tijd vertrekt",
        "Ik plan de rondes van elf verpleegkundigen",
        "Ik beantwoord wat niemand anders kon beantwoorden",
    ),
    "ask_me": ("Rekenbladen die doen wat ze moeten", "Boze klanten", "Nachtwerk"),
    "busy": ("Hoe draag ik over wat alleen ik weet?", "Waarmee kunnen we stoppen?"),
    "ice": ("Een vlieger die met mijn huiswerk wegvloog.", "Soep. Altijd soep."),
    "great_if": ("ik de week erna één ding gebruik", "we elkaar volgend jaar nog bellen"),
    "worry": ("Dat dezelfde drie mensen praten", "Dat er tussendoor niets gebeurt"),
    "when": ("mijn volgende shift eindigt", "iemand het voor de derde keer vraagt"),
    "then": ("schrijf ik drie regels voor ik vertrek", "vraag ik wat al geprobeerd is"),
    "learnt": (
        "Drie regels op het einde van een shift besparen een telefoontje ’s ochtends.",
        "Vraag eerst naar de beslissing, daarna naar de redenen.",
        "Een lijst werkt als wie ze gebruikt er iets in mag schrappen.",
    ),
    "line": ("Drie regels zijn beter dan een telefoontje", "Schrap wat niemand leest"),
    "plus": ("De ronde waarin iedereen spreekt", "Echte gevallen, geen slides"),
    "delta": ("Op tijd beginnen", "Kleinere groepjes na de pauze", "Eén pauze meer"),
    "adjustment": ("We beginnen met een rondje per twee.", "We stoppen tien minuten vroeger."),
    "advice": ("Breng een echte vraag mee, hoe klein ook.", "Leg meteen alle data vast."),
    "why": ("Het doel is bereikt en de groep zegt het zelf.",),
    "legacy": ("Het overdrachtsblad, in de map van het team",),
    "place": ("Zaal Dender, tweede verdieping",),
    "cover": ("De vroege shift neemt de telefoon",),
}

PHRASES: Mapping[str, Phrases] = {"en": _ENGLISH, "fr": _FRENCH, "nl": _DUTCH}


def phrases(language: str, field: str) -> tuple[str, ...]:
    """Sentences that answer a question, by its key."""
    tongue = PHRASES.get(language, _ENGLISH)
    return tongue.get(TOPICS.get(field, ""), tongue["any"])
