"""Words that carry no subject, by language: they tell a text's language, end a key phrase, and are no acronym.

Folded as by :func:`nlp.words.folded`. Small closed classes, written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = _words(
    """
    a about above after again against all also although am among an and another any anybody anyone anything are as at be because
    been before being below between both but by can cannot could did do does doesn doing don done down during each either
    else ever every everybody everyone everything few for from further get gets getting got had has hasn have haven having he her
    here hers herself him himself his how however i if in into is isn it its itself just let like ll many may maybe me
    might more most much must my myself need neither never no nobody none nor not nothing now of off often on once one
    only or other others ought our ours out over own per perhaps please quite rather re same shall she should shouldn
    since so some somebody someone something still such than that the their theirs them themselves then there these they
    this those though through thus to together too toward under until up upon us use used uses using ve very via was
    wasn we well were weren what when where whether which while who whom whose why will with within without won would
    wouldn yes yet you your yours yourself
    """
)

FRENCH = _words(
    """
    a afin ai ainsi alors apres as assez au aucun aucune aujourd auquel aura aurait aussi autant autre autres aux avaient
    avais avait avant avec avez avoir avons ayant beaucoup bien bon c ca car ce ceci cela celle celles celui cependant
    certains ces cet cette ceux chaque chez ci comme comment contre d dans de deja depuis des desormais devant doit
    doivent donc dont du durant elle elles en encore entre es est et etaient etait etant etc ete etes etre eu eux fait
    faire faut fois font furent fut grace ici il ils j je jusqu l la laquelle le lequel les lesquels leur leurs lors
    lorsque lui m ma mais malgre me meme memes mes mieux moi moins mon n ne neanmoins ni non nos notamment notre nous
    on ont or ou parce parfois parmi par pas pendant peu peut peuvent peux plus plusieurs plutot pour pourquoi pourrait
    pouvez pouvoir pres puis puisque qu quand que quel quelle quelles quelqu quelque quelques quels qui quoi rien s sa
    sans sauf se selon sera serait ses seulement si sinon soi soit sommes son sont sous souvent suis sur t ta tandis tant
    te tel telle telles tels tes toi ton toujours tous tout toute toutes tres trop tu un une unes uns va vais vers via
    voici voila vont vos votre vous y
    """
)

FUNCTION_WORDS: Mapping[str, frozenset[str]] = MappingProxyType({"en": ENGLISH, "fr": FRENCH})

ORDINARY_SHORT_WORDS = (
    ENGLISH
    | FRENCH
    | _words(
        """
        able acid act add age ago air apps aim arc art bag bar base bat bed bit bot bus but cad cap car cas case cat chef
        clef cle cold cor cote cut dam date day den dog dom don dot eau ebb elk end era eve fan fat fax feu fin fit flux
        foi fol fun gap gel gem gis go gout hall ham haut hot ice idee idea if jar jet job jeu joie key kit lac lame law
        lead lean led lent lie lit log lot lux mac mai main mal man map mar mars mat mer mess mi mil mix mon mop mur nap
        net nom nord note oil old open or pad page pan part pays pie pic pied pin plan plu poli port pot prix pro pub
        pur rage rag rail ram rang rat ray reach red rest riz roi rom roue row rue run sac sage salt san sap saw sea sel
        set sic sien sig site six soap soin sol som son sort spa spot star sud sum sun sur table tag tal tan tap tar
        tea tel ten test tic tie tip tir toit top tri tub type vat ver vie vin vis voie vol vue wall war wave way web
        zip zone
        """
    )
)
"""Words of up to five letters that are also acronyms: those count as acronyms only in capitals."""
