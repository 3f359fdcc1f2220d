"""First names, so that the surname after one is no trade and no tool: "Jean Boulanger", "Sarah Baker", "Leroy Jenkins".

The most usual ones in French- and English-speaking countries, written by hand, folded as by :func:`nlp.words.folded`.
Left out are those that stand before other words as often ("Will Baker", "Mark Cooper", "May", "Grace").
"""

from __future__ import annotations

_NAMES = """
    aaron abdel abigail adam adele adrian adrien agathe agnes ahmed aisha alain alan albert alex alexander
    alexandra alexandre ali alice aline alison amandine amelia amelie amina amy ana anais andre andrea andrew andy
    angela angelique anita ann anna anne annie anthony antoine antonio ariane arnaud arthur aude audrey aurelie
    aurelien aurore axel baptiste barbara beatrice ben benedicte benjamin benoit bernadette bernard bertrand beth
    betty bob brian brigitte bruno camille carine carl carla carlos carol carole caroline catherine cathy cecile
    cedric celia celine chantal charles charlie charlotte chloe chris christelle christian christiane christina
    christine christophe christopher claire clara claude claudia claudine clemence clement colette colin connor
    coralie corinne cyril daniel daniele danielle danny dave david deborah delphine denis denise derek diana diane
    didier dominic dominique donald dorothee douglas dylan eddy edouard edward elena eliane eliot elisabeth elise
    elizabeth ella ellen elodie eloise elsa emilie emilien emily emma emmanuel emmanuelle eric erica erik ernest
    estelle esther ethan etienne eugenie eva evan evelyne fabien fabienne fabrice fanny fatima felix ferdinand
    fiona florence florent florian francine francis franck francois francoise frank fred frederic frederique
    gabriel gabrielle gael gaelle gaetan garry gary genevieve geoffrey george georges gerald geraldine gerard
    ghislaine gilbert gilles gina gisele gregory guillaume gustave guy gwen hannah harry hassan heather helen
    helena helene henri henry herve hubert hugo hugues ian ibrahim ines ingrid irene isaac isabelle ivan jack jacob
    jacqueline jacques jake james jamie jane janet jason jean jeanne jeannine jeff jennifer jenny jeremie jeremy
    jerome jessica jill jim joan joanna joanne joe joel joelle joey johan johanna john johnny jonathan jordan jose
    joseph josephine josette josh joshua josiane joyce juan judith jules julian julie julien juliette justin
    justine karen karim karine kate katherine kathleen kathryn katie keith kelly ken kenneth kevin khadija kim
    kristen kyle laetitia lambert lara larry laura laure laurence laurent lea leah leila leo leon leonie leroy
    leslie lewis liam lilian liliane linda lionel lisa loic lorraine louis louise luc luca lucas lucie lucien
    lucienne ludovic luke lydia lydie madeleine magali malik manon manuel manuela marc marcel marcus margaret
    margaux margot maria mariam marianne marie marilyn marina marine mario marion marjorie martha martin martine
    mary maryse mathieu mathilde mathis matt matthew matthias matthieu maud maurice maxime megan melanie melissa
    michael michel michele micheline michelle miguel mike mireille mohamed mohammed molly monique morgane moussa
    muriel mustapha myriam nadege nadia nadine nancy naomi natacha natalie nathalie nathan nathaniel neil nelly
    nicholas nick nicolas nicole nina noah noel noemie nora norbert oceane odette odile olga oliver olivia olivier
    omar oscar pamela pascal pascale pascaline patrice patricia patrick paul paula paule paulette pauline pedro
    peggy peter phil philip philippe pierre pierrick quentin rachel rachid ralph raphael raymond rebecca regine
    regis remi remy renaud rene renee ricardo richard rick robert roberto robin rodolphe roger roland romain romane
    ron ronald rosalie rosemary ross roxane roy russell ryan sabine sabrina said salim sally salma sam samantha
    samia samir samuel sandra sandrine sara sarah scott sean sebastien serge severine shannon sharon sheila simon
    simone sofia solange solene sonia sophia sophie stacy stanislas stefan stella stephane stephanie stephen steve
    steven stuart susan suzanne sven sylvain sylvia sylvie tania tatiana ted teresa terry theo theodore theresa
    therese thibault thibaut thierry thomas tiffany tim timothee timothy tina todd tom tommy tony tracy valentin
    valentine valerie vanessa vera veronique vicky victoire victor victoria vincent violette virginia virginie
    vivian viviane walter wendy wilfried wilhelm william xavier yacine yann yannick yasmine yolande youssef yusuf
    yves yvette yvonne zachary zoe
"""
FIRST_NAMES = frozenset(_NAMES.split())
