"""What a line of a text is: its author's words, a quotation, machine output, a trailer, the start of a signature.

One pattern names the kind of a line by what it looks like alone; :mod:`nlp.clean_text` decides from the lines around
it. English and French mail programs are known.
"""

from __future__ import annotations

import re

LINE = re.compile(
    r"""
      (?P<blank>      \s*$ )
    | (?P<quote>      \s{0,3} > (?! From[ ] ) )                               # > quoted words, >>> a Python prompt
    | (?P<said>       \[? \d\d?:\d\d (?: :\d\d )? \]? \s* < [\w.-]{2,30} > \s )  # 10:12 <nick> words of another
    | (?P<signature>  -- [ ]? $ )
    | (?P<footer>     _{10,} \s* $ )                                          # a mailing list's footer
    | (?P<forwarded>
          \s* -{3,} \s* (?: Original | Forwarded | Message | Courriel | E-?mail )
              [ ] (?: [Mm]essage | d['’]origine | transf[ée]r[ée] | original ) \s* -*
        | (?: Begin [ ] forwarded [ ] message
            | D[ée]but [ ] du [ ] message [ ] (?: transf[ée]r[ée] | r[ée]exp[ée]di[ée] ) ) \s* :
      )
    | (?P<header>     \s* \*? (?: From | Sent | Date | To | Cc | Subject | De | Envoy[ée] | À | A | Objet ) [ ]? \*? [ ]? : \s* \S )
    | (?P<trailer>
          [A-Z][a-z]+ (?: -[a-z]+ )* -by \s* : \s                             # Signed-off-by: …
        | (?: Fixes : \s [0-9a-f]{7,} | Cc : \s .* @ | Change-Id : \s | git-svn-id : \s | Message-Id : \s
            | Bugzilla [ ] ID : \s | Coverity [ ] issue : \s | Contributed-under : \s | Depends-on : \s
            | (?: Link | Closes | Bug | Ref | See-also | Issue | PR ) : \s (?: https?: | \#?\d ) )
      )
    | (?P<closing> (?i:
          \s* (?: (?: bien [ ])? cordialement | bien [ ] [àa] [ ] (?: vous | toi ) | amicalement
            | (?: sinc[èe]res [ ] | meilleures [ ] )? salutations
            | (?: tr[èe]s [ ] )? (?: bonne | belle ) [ ] (?: journ[ée]e | soir[ée]e )
            | merci (?: [ ] d['’]avance | [ ] beaucoup | [ ] [àa] [ ] (?: tous | vous ) )? | [àa] [ ] bient[ôo]t | cdlt
            | (?: best | kind | warm | kindest ) [ ] (?: regards | wishes ) | regards | best | cheers | sincerely
            | (?: many [ ] )? thanks | thank [ ] you | yours (?: [ ] (?: sincerely | truly | faithfully ) )? | br | thx
            | all [ ] the [ ] best | take [ ] care | je [ ] (?: vous | t['’] ) [ ]? embrasse
            | (?: [àa] | see [ ] you ) [ ] (?: demain | lundi | mardi | mercredi | jeudi | vendredi | tomorrow | monday | tuesday | wednesday
                | thursday | friday )
          ) \s* [,.!]* \s* $
      ) )
    | (?P<device>
          (?: Sent [ ] from [ ] my | Get [ ] Outlook [ ] for | Envoy[ée] [ ] de(?:puis)? [ ] mon | T[ée]l[ée]charger [ ] Outlook )\b
      )
    | (?P<machine>                                                            # certainly written by a program
          \s* \$ [ ] \S                                                       # a command at a prompt
        | \[? [\w.-]+ @ [\w.-]+ [: ] [^\s$\#]* [$\#] [ ] \S | (?: PS [ ] )? [A-Z]:\\ [^<>|]* > \s* \S
        | \s* Traceback [ ] \( | \s* File [ ] " [^"]+ ", [ ] line [ ] \d      # Python
        | \s+ at [ ] \S+ [ ]? \( .* \) \s* $ | Caused [ ] by: [ ] | Exception [ ] in [ ] thread [ ] | \s* \.\.\. [ ] \d+ [ ] more   # Java, JavaScript
        | \s* \#\d\d? \s+ (?: 0x [0-9a-f]+ | \w+ [ ]? \( ) | goroutine [ ] \d+ [ ] \[                # gdb, Go
        | (?: \w+ \. )* [A-Z] \w+ (?: Error | Exception ) : [ ]
        | (?: During [ ] handling [ ] of [ ] the | The ) [ ] above [ ] exception ,? [ ] (?: another | was [ ] the [ ] direct )
        | \s* \[? \d{4}[-/]\d\d[-/]\d\d [T ] \d\d:\d\d                        # logs, by their time or level
        | [IWEF] \d{4} [ ] \d\d:\d\d:\d\d\.\d+ [ ]
        | \s* \[? \d\d:\d\d:\d\d (?: [.,]\d+ )? \]? \s+ [\[(<]? (?: TRACE | DEBUG | INFO | NOTICE | WARN | WARNING | ERROR | FATAL | CRITICAL ) \b
        | (?= [\w.]+ = ) (?= .* \b (?: level | lvl ) = "? [A-Za-z] ) (?: [\w.]+ = (?: " [^"]* " | [^\s"]\S* ) (?: \s+ | $ ) ){2}
        | npm [ ] (?: ERR! | WARN ) [ ]
        | \s* \[ \s* \d+\.\d{3,} \]
        | [A-Z][a-z]{2} [ ]{1,2} \d{1,2} [ ] \d\d:\d\d:\d\d [ ]
        | \s* \[? (?: DEBUG | INFO | WARN | WARNING | ERROR | FATAL | CRITICAL ) \]? \s? [:\[|] \s* \S
        | diff [ ] --git [ ] | @@ [ ] -\d | index [ ] [0-9a-f]{7,}\.\. | [+-]{3} [ ] (?: [ab]/ | /dev/null )
        | \s* [^\w\s]{3,} [\s|+=~^_-]* $                                      # rules and carets
        | \s* (?: [0-9a-f]{2} [ ] ){6,}
      )
    | (?P<output>                                                             # written by a program unless it reads like prose
          \[ \d{4}-\d\d-\d\d \] [ ] \S
        | \s* \[ (?: TRACE | DEBUG | INFO | WARN | WARNING | ERROR | FATAL | CRITICAL ) \] \s+ \S
        | [VDIWEF] / [\w.$-]{3,} (?: \( \s* \d+ \) )? : [ ]                      # Android
        | (?: panic | fatal [ ] error | fatal ) : [ ] \S
      )
    | (?P<root>                                                               # a command of root's, unless it reads like prose
          \# [ ] (?: sudo [ ] )? (?:
              (?: apt | apt-get | yum | dnf | pip3? | npm | systemctl | docker | kubectl | git ) [ ]
                  (?: install | update | upgrade | remove | start | stop | restart | reload | status | enable | disable | run | exec
                    | ps | build | pull | push | get | apply | describe | delete | logs | clone | checkout | commit ) \b
            | (?: sudo | curl | cd | ls | cat ) [ ] (?= .* [-/~.] )
          )
      )
    | (?P<code>                                                               # unless it reads like prose
          [A-Z][A-Z_]{2,} (?: \(\) )? : [ ] .* (?: \b0x[0-9a-f]+ | \w\(\) | = )
        | .* [\w/] \.\w{1,4} [:(] \d+ (?: [:)] | $ )                          # a compiler's file:line
        | \s* In [ ] function [ ] [‘'"]
        | \s* 0x [0-9a-f]{8,}
        | \s* (?: \S+ \s{2,} )+ [\d.,%]+ \s+ [\d.,%]+ \s* $                   # rows of figures
        | \s* \} \s* (?: else .* | [;,)]* )? $
        | \s* \# \s* (?: include | define | ifn?def | endif | pragma ) \b
        | (?= .* (?: \w [=(\[_*] | [\w)] \. \w | [=*&] \s | -> | :: )) .* [\w)\]"'] ; \s* (?: // .* | /\* .* )? $   # a statement
        | \s* (?: return | goto | break | continue ) \b [^.?!]* ; \s* $
        | .* \) \s* \{ \s* $
        | \s* (?: def | class | function | func | fn | struct | enum | public | private | static | const | let | var )
            [ ] \w [^.?!]* [{:;] \s* $
        | \s* (?: from [ ] [\w.]+ [ ] )? import [ ] [\w.]+ (?: \s* , \s* \w+ )* \s* $
        | \s* (?: SELECT | INSERT [ ] INTO | UPDATE | DELETE [ ] FROM | CREATE [ ] TABLE | ALTER [ ] TABLE ) \b .* [*=(),;]
        | \s* </? [a-zA-Z][\w:-]* (?: \s [\w:-]+ = .* )? /? > .* </? \w+ > \s* $
        | \s* [\w.]+ (?: \[ .* \] )? \s [-+*/|&]? = \s .* [(\[.] .* [)\]] \s* $  # an assignment
        | \s* [\w.]+ \( [^()]* (?: \( [^()]* \) [^()]* )* \) ,? \s* $             # a call
      )
    """,
    re.VERBOSE,
)
"""The kind of a line is the name of the group that matched; a line that does not match is its author's words."""

PLAIN = re.compile(r"[^\W\d_][\w ,.'’-]{44,}$")
"""A line that is prose at first sight: spares nine lines of ten the long pattern."""

PROSE = re.compile(r"(?:\b[a-zà-ÿ'’]{1,20}(?:,? |$)){5}")
"""Five plain words in a row: whatever else the line holds, a person wrote it."""

GUARDED = frozenset({"output", "root", "code"})
"""Groups of :data:`LINE` that hold only where a line does not read like prose."""

LONG = 240
"""Characters after which a line is not looked at any more: machine output shows itself at its start."""

ATTRIBUTION = re.compile(
    r"""
    ^ [ \t]* (?:
        On [ ] (?= [^\n]* \d ) [^\n]{6,160}? (?: \n [^\n]{1,120}? )? \s wrote
      | Le [ ] (?= [^\n]* \d ) [^\n]{6,160}? (?: \n [^\n]{1,120}? )? \s a [ ] [ée]crit
    ) \s? : [ \t]* $
    """,
    re.VERBOSE | re.MULTILINE,
)
"""The line or two with which a mail program introduces quoted words."""

NOTICE = re.compile(
    r"""
    ^ (?: This [ ] (?: e-?mail | message ) | Ce (?: [ ] message | t [ ] e-?mail | [ ] courriel ) )
    [^\n]{0,300} \n? [^\n]{0,100} \b (?: confidential | confidentiel | privileged | intended [ ] recipient | destinataire )
    """,
    re.VERBOSE | re.MULTILINE,
)
"""The confidentiality notice under a company's mails."""

NAME_LINE = re.compile(r"\s*[A-ZÀ-Ý](?:\.|[\w'’-]*)(?:\s[A-ZÀ-Ý](?:\.|[\w'’-]*)){0,2}\s*$")
"""A line that can only be a name below a mail: one to three capitalized words and nothing else."""


def kind(line: str) -> str:
    """The kind of a line by its looks: a group of :data:`LINE` (``machine`` for ``output``), or ``words``.

    Examples
    --------
    >>> kind("> as you said"), kind("Reviewed-by: Ana <ana@example.org>"), kind("We use Helm for this.")
    ('quote', 'trailer', 'words')
    """
    if PLAIN.match(line):
        return "words"
    match = LINE.match(line, 0, LONG)
    found = match.lastgroup or "words" if match else "words"
    if found in GUARDED and (len(line) > LONG or PROSE.search(line)):
        return "words"
    return "machine" if found == "output" else found
