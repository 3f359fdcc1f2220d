"""Words too general to be part of a topic's name, by language: they end a key term wherever they stand.

Nouns and adjectives that say how, when, how much or what became of something, and words of work in progress ("fix",
"mise à jour"). Written by hand, folded as by :func:`nlp.words.folded`; plurals are listed where they are usual.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = _words(
    """
    ability able above absence according actual addition additional advance afternoon agreement aim alternative amount
    answer answers anyone anything appropriate approach april area areas aspect aspects attempt attention august available
    back bad base based basic basis behalf benefit benefits best better big bit bits boss bottom bunch call calls case
    cases cause causes certain chance change changes choice clean cleanup clear close closer colleague colleagues comment
    comments commit commits common complete concern concerns condition consequence consequences consistent content contents
    context convenience copy correct correctly couple course current cut date dates day days deal december default
    description detail details difference differences different difficult direct discussion discussions document documents
    downside due early easy effect effects effort efforts element elements empty end enough entire entry error errors even
    evening everybody everything exact example examples exception existing expected explicit extra face fact facts failure
    favor favour february few field final fine first fix fixes focus folk folks following former friday full fully further
    future general given goal goals good great group groups guess guy guys half hand hands happy hard help hi high higher
    hint hints home hour hours huge idea ideas impact implementation implementations important impossible improvement
    improvements inclusion incomplete incorrect individual info information initial input instance instances instead
    interesting internal invalid issue issues item items january job july june keep key kind kinds knowledge lack large
    last late later latest least left length less level levels like likely limit line lines link links list lists little
    long longer look lot lots low lower lunch main major majority manner many march matter matters maximum mean meaning
    means meantime member members mention middle mind minimum minor minute minutes missing mistake mistakes modification
    modifications moment monday month months morning move much multiple myself name names near necessary need needed needs
    new newer next nice night nobody none normal note notes nothing notice november null number numbers obvious october
    office okay old older one ones opinion option options order original other others outcome output overall own page pages
    paragraph parameter parameters part particular parties parts party past patch patches people perfect period person
    piece pieces place places plan plans plenty plus point points position possibility possible potential practice present
    pretty previous prior probable problem problems proper purpose purposes question questions quick random range rare
    rather reader ready real reason reasons recent record reference references regard regards related relevant reminder
    removal remark request requests respect respective rest result results return right room rule rules same saturday
    second section sections see sense sentence separate september series set sets several short should show side sides
    significant similar simple since single situation situations size small solution solutions some somebody someone
    something somewhere soon sort sorts space special specific spot start state statement states status step steps stuff
    subject such sufficient suggestion suggestions sunday support supported sure table task tasks team teams term terms
    text texts thank thanks thing things third thought thoughts thread threads thursday time times title today tomorrow
    tonight top topic topics total trouble true try tuesday turn type types unable underlying unnecessary unique unused
    update updated updates upper usage use used useful user users usual valid value values various version versions view
    views way ways wednesday week weekend weeks well while whole wide word words work world worth wrong year years
    yesterday yours zero
    """
)

FRENCH = _words(
    """
    abord absence accord actuel actuelle actuellement affaire affaires aide aise ajout ajouts aller amelioration an
    ancien ancienne annee annees ans aout apres-midi arrivee aspect aspects attente attention aujourd'hui autre autres avance
    avantage avantages avis avril bas base bases beaucoup bel belle besoin besoins bien bon bonne bonnes bonjour bons bout
    bref but buts cadre cas cause causes certain certaine certaines certains chance changement changements chiffre chiffres
    choix chose choses clair claire cle collegue collegues combien commentaire commentaires complet complete comprehension
    compte comptes conclusion condition conditions confirmation consequence consequences constat contact contexte contraire
    contre-partie copie correction corrections cote cotes coup coups cours court courte creation date dates debut decembre
    decision decisions dedans defaut dehors delai delais demain demande demandes depart dernier derniere dernieres derniers
    description desole detail details deux deuxieme difference differences different differente differentes differents
    difficile difficulte difficultes dimanche direct directe discussion discussions disposition divers dix document
    documents doute droite echange echanges effet effets effort efforts element elements endroit ensemble entier entiere
    environ envoi erreur erreurs espace esprit essai etape etapes etat etats etude evidence evolution exemple exemples
    existant existante explication explications facon facons facile faible fait faits faute fevrier fin final finale fins
    fois fond force forme formes fort forte futur future gauche general generale gens genre grand grande grandes grands gros
    grosse groupe groupes habitude haut haute heure heures hier hors idee idees identique impact importance important
    importante importantes importants impossible impression info information informations infos instant intention interet
    interieur inutile janvier jeudi jour journee jours juillet juin juste lancement large libre lien liens lieu lieux ligne
    lignes limite limites liste listes long longue longueur lundi main mai maintenant majorite maniere manieres manque
    manques mardi mars matin matinee mauvais mauvaise maximum meilleur meilleure meilleures meilleurs membre membres merci
    mercredi message messages mesure midi milieu mieux minimum minute minutes mise mois moitie moment moments monde mot mots
    moyen moyenne moyens multiples necessaire necessite niveau niveaux nom nombre nombreuses nombreux noms non normal normale
    note notes nouveau nouveaux nouvel nouvelle nouvelles novembre nul numero objet objectif objectifs occasion octobre
    option options ordre origine oubli oui page pages parametre parametres paragraphe pareil part parti particulier
    particuliere partie parties pas passage passe peine pensee periode personne personnes petit petite petites petits peur
    phrase phrases piece pieces place plaisir plan plein pleine plupart plusieurs point points position possible possibles
    possibilite possibilites pouvoir pratique premier premiere premieres premiers present presente prevu principal
    principale principe principes prise prises prix probleme problemes prochain prochaine prochains produit projet projets
    propos proposition propositions propre propres question questions quinzaine raison raisons rappel rapport recent recente
    reference references regle regles remarque remarques reponse reponses respect reste resultat resultats retard retour
    retours reunion rien role sache salut samedi second seconde semaine semaines sens septembre serie seul seule seulement
    simple simples situation situations soir soiree solution solutions somme sorte sortes souci soucis souhait special
    speciale specifique sujet sujets suite suites suivant suivante suivantes suivants suppression sur surete tache taches
    tard telle temps tentative terme termes test tete texte textes titre titres tot total totale totalite tour tous tout
    toute travail travers trimestre trois truc trucs type types unique usage utile utilisation valeur valeurs veille
    vendredi version versions vie vieux vis volonte voie voix vrai vraie vue week-end
    """
)

GENERIC_WORDS: Mapping[str, frozenset[str]] = MappingProxyType({"en": ENGLISH, "fr": FRENCH})

PERSON_WORDS = _words(
    """
    abbe ambassadeur ami amie avocat camarade capitaine chancelier cher chere collegue colonel commandant commissaire
    corapporteur corapporteure deputee depute docteur doctor dr general juge lady lord m madame maire maitre mayor mesdames
    messieurs mgr minister ministre miss mister mlle mm mme monsieur monseigneur mr mrs ms me pere pr premier presidente
    president president procureur prof professeur professeure professor queen questeur questeure rapporteur rapporteure
    reine roi saint sainte secretaire senateur senator senatrice sir veuve vice-president
    """
)
"""Words of either language before a person's name."""
