"""Words too general for a topic's name, by language: most end a key term wherever they stand, some need another noun.

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
    ability able above absence according actual addition additional advance afternoon aim alternative amount answer
    answers anyone anything approach appropriate april aspect aspects attempt attention august available bad based
    basic basis behalf benefit benefits best better big bit bits boss bottom bunch case cases cause causes certain
    chance choice clean cleanup clear close closer colleague colleagues commit commits common complete concern
    concerns condition consequence consequences consistent convenience correct correctly couple course current cut
    days deal december difference differences different difficult direct discussions downside due early easy effects
    effort efforts empty enough entire even evening everybody everything exact example examples existing expected
    explicit extra face fact facts favor favour february few final fine first fix fixes focus folk folks following
    former friday full fully further future general given goals good great guess guy guys half hands happy hard help
    hi high higher hint hints home hours huge idea ideas impact implementations important impossible improvement
    improvements inclusion incomplete incorrect individual info initial instead interesting internal invalid issue
    issues january job july june keep kind kinds knowledge lack large last late later latest least left less like
    likely little long longer look lot lots low lower lunch main major majority manner many march matter matters
    maximum mean meaning means meantime mention middle mind minimum minor minute minutes missing mistake mistakes
    modification modifications moment monday months morning move much multiple myself near necessary need needed needs
    new newer next nice night nobody none normal nothing notice november null numbers obvious october okay old older
    one ones opinion original other others outcome overall own paragraph particular parties party past perfect person
    piece pieces places plenty plus possibility possible potential practice present pretty previous prior probable
    problem problems proper purpose purposes quick random rare rather reader ready real reason reasons recent
    references regard regards related relevant remark reminder removal respect respective rest return right room same
    saturday second sections see sense sentence separate september sets several short should show sides significant
    similar simple since single situation situations small solutions some somebody someone something somewhere soon
    sort sorts special specific spot start statement states stuff subject such sufficient suggestion suggestions
    sunday supported sure term terms thank thanks thing things third thought thoughts thursday times today tomorrow
    tonight top total trouble true try tuesday turn unable underlying unique unnecessary unused updated upper used
    useful usual valid various way ways wednesday weekend weeks well while whole wide world worth wrong years
    yesterday yours zero
    """
)

FRENCH = _words(
    """
    abord absence actuel actuelle actuellement affaire affaires aide aise ajout ajouts aller amelioration an ancien
    ancienne annee annees ans aout apres-midi arrivee aspect aspects attente attention aujourd'hui autre autres avance
    avantage avantages avis avril bas beaucoup bel belle bien bon bonjour bonne bonnes bons bout bref but buts cas
    cause causes certain certaine certaines certains chance chiffres chose choses clair claire collegue collegues
    combien commentaire commentaires complet complete comprehension conclusion confirmation consequence consequences
    constat contexte contraire contre-partie copie correction corrections cote cotes coup coups cours court courte
    decembre dedans defaut dehors demain depart dernier derniere dernieres derniers description desole detail details
    deux deuxieme difference differences different differente differentes differents difficile difficulte difficultes
    dimanche direct directe discussion discussions disposition divers dix doute droite effets effort efforts endroit
    ensemble entier entiere environ envoi esprit etapes etats evidence exemple exemples existant existante explication
    explications facile facon facons faible fait faits faute fevrier final finale fins fois fond force formes fort
    forte futur future gauche general generale genre gens grand grande grandes grands gros grosse habitude haut haute
    heures hier hors idee idees identique impact importance important importante importantes importants impossible
    impression info infos instant intention interet interieur inutile janvier jeudi jours juillet juin juste lancement
    large libre lien liens lieux limites long longue longueur lundi mai maintenant majorite maniere manieres manque
    manques mardi mars matin matinee mauvais mauvaise maximum meilleur meilleure meilleures meilleurs membre membres
    merci mercredi midi mieux milieu minimum minute minutes mois moitie moment moments monde moyen moyenne moyens
    multiples necessaire necessite nombre nombreuses nombreux noms non normal normale nouveau nouveaux nouvel nouvelle
    nouvelles novembre nul objectif objectifs occasion octobre options origine oubli oui paragraphe pareil part parti
    particulier particuliere parties pas passage passe peine pensee petit petite petites petits peur phrase phrases
    plaisir plein pleine plupart plusieurs position possibilite possibilites possible possibles pouvoir pratique
    premier premiere premieres premiers present presente prevu principal principale principe principes prise prises
    problemes prochain prochaine prochains propos proposition propositions propre propres quinzaine raison raisons
    rappel recent recente references remarque remarques reponses respect reste retard retour retours rien sache salut
    samedi second seconde semaine semaines sens septembre seul seule seulement simple simples situations soir soiree
    somme sorte sortes souci soucis souhait special speciale specifique suite suites suivant suivante suivantes
    suivants sujets suppression sur surete tard telle tentative terme termes test tete titres tot total totale
    totalite tour tous tout toute travers trimestre trois truc trucs unique utile veille vendredi vieux vis voie voix
    volonte vrai vraie week-end
    """
)

GENERIC_WORDS: Mapping[str, frozenset[str]] = MappingProxyType({"en": ENGLISH, "fr": FRENCH})

HALF_ENGLISH = _words(
    """
    agreement area areas back base bases call calls change changes code comment comments content contents context
    control copy data date dates day default description detail details discussion document documents effect element
    elements end entry error errors event events exception failure feature features field fields file files function
    functions goal group groups hand head hour implementation information input instance instances item items key keys
    length level levels limit line lines link links list lists meeting member members memory message messages method
    methods mode modes module modules month name names note notes number object objects office operation operations
    option options order output page pages parameter parameters part parts patch patches path people period place plan
    plans point points position process processes program programs project projects property quality question
    questions range record records reference report reports request requests response result results review role rule
    rules section sector sequence series service services set side site sites size solution source space stage state
    status step steps structure studies study support system systems table task tasks team teams test tests text texts
    thread threads time title topic topics type types unit units update updates usage use user users value values
    version versions view views week word words work year
    """
)

HALF_FRENCH = _words(
    """
    acces accord action actions base bases besoin besoins bois bras cadre champ champs changement changements chiffre
    choix cle cles code codes colis compte comptes concours condition conditions congres contact contenu contrat
    contrats controle controles corps creation date dates debut deces decision decisions delai delais demande demandes
    developpement direction discours document documents donnee donnees dos dossier dossiers droit droits echange
    echanges effet element elements entree equipe equipes erreur erreurs espace essai etape etat etude etudes
    evolution exces fichier fichiers fin flux fonction fonctions fonds formation formations forme gestion groupe
    groupes heure information informations jour journee lieu ligne lignes limite liste listes main marche message
    messages mesure mesures methode methodes milliards millions mise mode modele modeles mot mots niveau niveaux nom
    note notes numero objet objets offre operation operations option ordre organisation outil outils page pages
    parametre parametres parcours partie pays periode personne personnes phase piece pieces place plan plans poids
    point points politique poste postes prix probleme proces processus produit produits programme programmes progres
    projet projets question questions rapport rapports recours reference regle regles repas reponse resultat resultats
    reunion role secours secteur securite serie service services site sites situation solution solutions source succes
    suivi sujet systeme systemes tache taches tapis temps texte textes titre travail travaux type types usage usages
    utilisation valeur valeurs version versions vie vue zone zones
    """
)

HALF_GENERIC_WORDS: Mapping[str, frozenset[str]] = MappingProxyType({"en": HALF_ENGLISH, "fr": HALF_FRENCH})
"""Nouns that tell nothing by themselves or with another of them, but with a noun that does: "page table"."""

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
