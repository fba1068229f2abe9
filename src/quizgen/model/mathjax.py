r"""What MathJax, as Anki ships it, typesets: its commands and environments, and what each is given.

A table as data: a command that is not here may not stand in a formula.  The names are those of
MathJax 3.2 with the packages that Anki loads (``mathjax.js`` of the package ``aqt``), less those
that do something else than typeset, which :data:`REFUSED` tells of.  ``make maths-proof`` holds the
table against MathJax's own, and shows in a browser that nothing in it links, loads or leaves its
place.

What a command is given is written as a word, a letter for each argument:

====  ==================================================  ====================================
m     a part of the formula                               ``\sqrt{x}``
p     the same, which is not empty                        ``\centernot{=}``
M     one in brackets, if any                             ``\sqrt[3]{x}``
r     rows: a part with ``&`` and ``\\``                  ``\substack{a \\ b}``
q     the same, with a text in the second column          ``\cases{a & if $b$ \cr}``
t     a text, with formulas between ``$`` and ``$``       ``\text{if $x$}``
d     a delimiter                                         ``\big(``
e     a delimiter in braces, or nothing                   ``\genfrac{(}{)}{0pt}{}{a}{b}``
l     a length                                            ``\hspace{1em}``
L     a length in brackets, if any                        ``\overbracket[1pt]{x}``
z     a length in braces, or nothing                      ``\genfrac{}{}{0pt}{}{a}{b}``
n     a number                                            ``\unicode{x2660}``
N     a number in brackets, if any                        ``\MoveEqLeft[2]``
c     a color                                             ``\colorbox{yellow}{x}``
C     a color, its model in brackets before it            ``\color[rgb]{1, 0, 0}``
b     the color and the padding of a box, if any          ``\bbox[yellow, 2px]{x}``
k     the color of a stroke, if any                       ``\cancel[mathcolor=red]{x}``
w     a word of a set, in brackets, if any                ``\smash[b]{x}``
y     a side, in brackets, if any                          ``\cfrac[l]{1}{x}``
s     a style                                             ``\genfrac{}{}{0pt}{1}{a}{b}``
o     what is drawn around or over a part                 ``\enclose{circle}{x}``
g     what columns there are                              ``\begin{array}{c|c}``
G     the same in brackets, if any                        ``\begin{matrix*}[r]``
x     a chemical formula                                  ``\ce{H2O}``
v     a text between two equal characters                 ``\verb|x|``
\*    a star, if any                                      ``\operatorname*{max}``
_     an underscore                                       ``\adjustlimits{\lim}_{x}{\max}_{y}``
f     a part that ends in ``\of``                         ``\root 3 \of x``
u     a part that ends in ``\over``                       ``\buildrel a \over b``
h     the braces to the left and the right of equations   ``\begin{empheq}[left=\empheqlbrace]``
E     the environment within                              ``\begin{empheq}{align}``
====  ==================================================  ====================================
"""

from __future__ import annotations

from typing import Final


def _table(groups: dict[str, str]) -> dict[str, str]:
    """Return what each name is given, from the names by what they are given."""
    return {name: given for given, names in groups.items() for name in names.split()}


OPERATORS: Final = frozenset(
    """
        arccos arcsin arctan arg bigcap bigcup bigodot bigoplus bigotimes bigsqcup bigtimes
        biguplus bigvee bigwedge coprod cos cosh cot coth csc deg det dim exp gcd hom idotsint
        iiiint iiint iint inf injlim int intop ker lg lim liminf limsup ln log max min oint Pr
        prod projlim sec sin sinh smallint sum sup tan tanh varinjlim varliminf varlimsup
        varprojlim
    """.split()
)
r"""What takes ``\limits`` and is given nothing."""

COMMANDS: Final = _table(
    {
        # Single characters are commands, too.
        "": r"""
        aleph alpha amalg And angle approx approxeq ast asymp backepsilon backprime backsim
        backsimeq backslash barwedge Bbbk because beta beth between bigcirc bigstar
        bigtriangledown bigtriangleup blacklozenge blacksquare blacktriangle blacktriangledown
        blacktriangleleft blacktriangleright bmod bot bowtie Box boxdot boxminus boxplus
        boxtimes bullet Bumpeq bumpeq Cap cap cdot cdotp cdots celsius centercolon centerdot
        checkmark chi circ circeq circlearrowleft circlearrowright circledast circledcirc
        circleddash circledR circledS clubsuit colon Colonapprox colonapprox Coloneq coloneq
        Coloneqq coloneqq Colonsim colonsim complement cong Cup cup curlyeqprec curlyeqsucc
        curlyvee curlywedge curvearrowleft curvearrowright dagger daleth dashleftarrow
        dashrightarrow dashv dblcolon ddagger ddots degree Delta delta diagdown diagup Diamond
        diamond diamondsuit digamma div divideontimes divsymbol Doteq doteq doteqdot dotplus
        dots dotsb dotsc dotsi dotsm dotso doublebarwedge doublecap doublecup downdownarrows
        downharpoonleft downharpoonright ell emptyset epsilon eqcirc Eqcolon eqcolon Eqqcolon
        eqqcolon eqsim eqslantgtr eqslantless equiv eta eth exists fallingdotseq Finv flat
        forall frown Game Gamma gamma ge geq geqq geqslant gets gg ggg gggtr gimel gnapprox gneq
        gneqq gnsim gt gtrapprox gtrdot gtreqless gtreqqless gtrless gtrsim gvertneqq hbar
        heartsuit hookleftarrow hookrightarrow hslash iff Im imath impliedby implies in infty
        intercal iota jmath Join kappa Lambda lambda land LaTeX ldotp ldots le leadsto Leftarrow
        leftarrow leftarrowtail leftharpoondown leftharpoonup leftleftarrows Leftrightarrow
        leftrightarrow leftrightarrows leftrightharpoons leftrightsquigarrow leftthreetimes leq
        leqq leqslant lessapprox lessdot lesseqgtr lesseqqgtr lessgtr lesssim lhd ll Lleftarrow
        lll llless lnapprox lneq lneqq lnot lnsim Longleftarrow longleftarrow Longleftrightarrow
        longleftrightarrow longleftrightarrows longLeftrightharpoons longmapsto Longrightarrow
        longrightarrow longRightleftharpoons longrightleftharpoons looparrowleft looparrowright
        lor lozenge Lsh lt ltimes lvertneqq maltese mapsto mathstrut measuredangle mho micro mid
        models mp MTThinColon mu multimap nabla natural ncong ndownarrow ne nearrow neg neq
        nexists ngeq ngeqq ngeqslant ngtr ni nLeftarrow nleftarrow nLeftrightarrow
        nleftrightarrow nleq nleqq nleqslant nless nmid notChar notin nparallel nprec npreceq
        nRightarrow nrightarrow nshortmid nshortparallel nsim nsubseteq nsubseteqq nsucc nsucceq
        nsupseteq nsupseteqq ntriangleleft ntrianglelefteq ntriangleright ntrianglerighteq nu
        nuparrow nVDash nVdash nvDash nvdash nwarrow odot ohm Omega omega omicron ominus oplus
        ordinarycolon oslash otimes owns parallel partial perp perthousand Phi phi Pi pi
        pitchfork pm prec precapprox preccurlyeq preceq precnapprox precneqq precnsim precsim
        prime propto Psi psi Re restriction rhd rho Rightarrow rightarrow rightarrowtail
        rightharpoondown rightharpoonup rightleftarrows rightleftharpoons rightrightarrows
        rightsquigarrow rightthreetimes risingdotseq Rrightarrow Rsh rtimes S searrow setminus
        sharp shortmid shortparallel Sigma sigma sim simeq smallfrown smallsetminus smallsmile
        smile spadesuit sphericalangle sqcap sqcup sqsubset sqsubseteq sqsupset sqsupseteq
        square star strut Subset subset subseteq subseteqq subsetneq subsetneqq succ succapprox
        succcurlyeq succeq succnapprox succneqq succnsim succsim Supset supset supseteq
        supseteqq supsetneq supsetneqq surd swarrow tau TeX therefore Theta theta thickapprox
        thicksim times to top triangle triangledown triangleleft trianglelefteq triangleq
        triangleright trianglerighteq tripledash twoheadleftarrow twoheadrightarrow unlhd unrhd
        upalpha upbeta upchi Updelta updelta upepsilon upeta Upgamma upgamma upharpoonleft
        upharpoonright upiota upkappa Uplambda uplambda uplus upmu upnu Upomega upomega
        upomicron Upphi upphi Uppi uppi Uppsi uppsi uprho Upsigma upsigma Upsilon upsilon uptau
        Uptheta uptheta upuparrows Upupsilon upupsilon upvarepsilon upvarphi upvarpi upvarrho
        upvarsigma upvartheta Upxi upxi upzeta varDelta varepsilon varGamma varkappa varLambda
        varnothing varOmega varPhi varphi varPi varpi varpropto varPsi varrho varSigma varsigma
        varsubsetneq varsubsetneqq varsupsetneq varsupsetneqq varTheta vartheta vartriangle
        vartriangleleft vartriangleright varUpsilon varXi Vdash vDash vdash vdots vee veebar
        Vvdash wedge wp wr Xi xi yen zeta
        , : > ; ! _ # $ % & { } | And
        backslash Vert vert lvert rvert lVert rVert lbrace rbrace lbrack rbrack lceil rceil
        lfloor rfloor langle rangle lgroup rgroup lmoustache rmoustache arrowvert Arrowvert
        bracevert uparrow downarrow updownarrow Uparrow Downarrow Updownarrow
        ulcorner urcorner llcorner lrcorner lparen rparen
        displaystyle textstyle scriptstyle scriptscriptstyle
        rm mit oldstyle cal it bf bbFont scr frak sf tt
        tiny Tiny scriptsize small normalsize large Large LARGE huge Huge
        limits nolimits not nonscript
        enspace quad qquad thinspace negthinspace negmedspace negthickspace space nobreakspace
        cr newline hline hdashline hfil hfill hfilll notag nonumber
        MTFlushSpaceAbove MTFlushSpaceBelow
        over atop choose brace brack
        noLine singleLine solidLine dashedLine alwaysNoLine alwaysSingleLine alwaysSolidLine
        alwaysDashedLine rootAtTop alwaysRootAtTop rootAtBottom alwaysRootAtBottom
        empheqbigl empheqbiglangle empheqbiglbrace empheqbiglbrack empheqbiglceil
        empheqbiglfloor empheqbiglparen empheqbiglVert empheqbiglvert empheqbigr empheqbigrangle
        empheqbigrbrace empheqbigrbrack empheqbigrceil empheqbigrfloor empheqbigrparen
        empheqbigrVert empheqbigrvert empheql empheqlangle empheqlbrace empheqlbrack empheqlceil
        empheqlfloor empheqlparen empheqlVert empheqlvert empheqr empheqrangle empheqrbrace
        empheqrbrack empheqrceil empheqrfloor empheqrparen empheqrVert empheqrvert
        """
        """
        textacutedbl textasciiacute textasciibreve textasciicaron textasciicircum
        textasciidieresis textasciimacron textasciitilde textasteriskcentered textbackslash
        textbaht textbar textbardbl textbigcircle textblank textborn textbraceleft
        textbraceright textbrokenbar textbullet textcelsius textcent textcentoldstyle
        textcircledP textcolonmonetary textcompwordmark textcopyleft textcopyright textcurrency
        textdagger textdaggerdbl textdegree textdied textdiscount textdiv textdivorced
        textdollar textdollaroldstyle textdong textdownarrow texteightoldstyle textellipsis
        textemdash textendash textestimated texteuro textexclamdown textfiveoldstyle textflorin
        textfouroldstyle textfractionsolidus textgravedbl textgreater textguarani
        textinterrobang textinterrobangdown textlangle textlbrackdbl textleftarrow textless
        textlira textlnot textlquill textmarried textmho textminus textmu textmusicalnote
        textnaira textnineoldstyle textnumero textohm textonehalf textoneoldstyle textonequarter
        textonesuperior textopenbullet textordfeminine textordmasculine textparagraph
        textperiodcentered textpertenthousand textperthousand textpeso textpm textquestiondown
        textquotedblleft textquotedblright textquoteleft textquoteright textrangle textrbrackdbl
        textrecipe textreferencemark textregistered textrightarrow textrquill textsection
        textservicemark textsevenoldstyle textsixoldstyle textsterling textsurd
        textthreeoldstyle textthreequarters textthreesuperior texttildelow texttimes
        texttrademark texttwooldstyle texttwosuperior textunderscore textuparrow
        textvisiblespace textwon textyen textzerooldstyle
        """,
        "m": """
        Bbb boldsymbol mathbb mathbf mathbfcal mathbffrak mathbfit mathbfscr mathbfsf mathbfsfit
        mathbfsfup mathbfup mathcal mathfrak mathit mathnormal mathrm mathscr mathsf mathsfit
        mathsfup mathtt mathup pmb symbb symbf symbfcal symbffrak symbfit symbfscr symbfsf
        symbfsfit symbfsfup symbfup symcal symfrak symit symnormal symrm symscr symsf symsfit
        symsfup symtt symup
        overline underline overbrace underbrace overparen underparen overrightarrow
        underrightarrow overleftarrow underleftarrow overleftrightarrow underleftrightarrow
        acute grave ddot tilde bar breve check hat vec dot widetilde widehat mathring dddot ddddot
        mathord mathop mathopen mathclose mathbin mathrel mathpunct mathinner vcenter
        phantom vphantom hphantom llap rlap mathllap mathrlap mathclap crampedllap crampedrlap
        crampedclap mathmbox boxed pmod mod pod
        vdotswithin
        bra ket Bra Ket braket Braket set Set
        """,
        "mm": """
        frac tfrac dfrac binom tbinom dbinom overset underset stackrel stackbin splitfrac
        splitdfrac ketbra Ketbra
        """,
        "mmm": "overunderset sideset",
        "p": "centernot",
        "pm": "centerOver",
        "mmmm": "mathchoice",
        "Mm": """
        cramped sqrt xrightarrow xleftarrow xleftrightarrow xLeftarrow xRightarrow xLeftrightarrow
        xhookleftarrow xhookrightarrow xmapsto xrightharpoondown xleftharpoondown
        xrightleftharpoons xrightharpoonup xleftharpoonup xleftrightharpoons xRightleftharpoons
        xLeftrightharpoons xtwoheadrightarrow xtwoheadleftarrow xlongequal xtofrom
        """,
        "t": """
        AxiomC AXC UnaryInfC UIC BinaryInfC BIC TrinaryInfC TIC QuaternaryInfC QuinaryInfC
        LeftLabel LL RightLabel RL
        text textrm textup textnormal textit textbf textsf texttt hbox mbox fbox clap textllap
        textrlap textclap
        """,
        "d": """
        left right middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm
        biggm Biggm empheql empheqr empheqbigl empheqbigr
        """,
        "dd": "overwithdelims atopwithdelims",
        "ddl": "abovewithdelims",
        "l": """
        minCDarrowwidth minCDarrowheight above raise lower moveleft moveright hskip hspace kern
        mskip mspace mkern
        """,
        "lll": "Rule Space",
        "Lll": "rule",
        "LLm": "overbracket underbracket",
        "Lwm": "mathmakebox",
        "Lwt": "framebox",
        "Lm": "shoveleft shoveright",
        "N": "MoveEqLeft",
        "n": "unicode uproot leftroot",
        "nmm": "skew",
        "eezsmm": "genfrac",
        "*m": "operatorname shortvdotswithin",
        "*M": "ArrowBetweenLines",
        "wm": "smash",
        "ymm": "cfrac",
        "Nn": "xmathstrut",
        "m_mm_m": "adjustlimits",
        "r": """
        array substack crampedsubstack matrix pmatrix eqalign displaylines eqalignno leqalignno
        Aboxed
        """,
        "q": "cases",
        "C": "color cellcolor rowcolor columncolor",
        "Cm": "textcolor",
        "ct": "colorbox",
        "cct": "fcolorbox",
        "bm": "bbox",
        "km": "cancel bcancel xcancel",
        "kmm": "cancelto",
        "okm": "enclose",
        "x": "ce pu",
        "v": "verb",
        "fm": "root",
        "um": "buildrel",
    }
)

PLACED: Final[dict[str, str]] = {
    **dict.fromkeys(
        "cr hline hdashline hfil hfill hfilll MoveEqLeft".split(),
        "rows",
    ),
    **dict.fromkeys(("cellcolor", "rowcolor", "columncolor"), "cells"),
    **dict.fromkeys(
        """
        Aboxed ArrowBetweenLines vdotswithin shortvdotswithin MTFlushSpaceAbove MTFlushSpaceBelow
        """.split(),
        "equations",
    ),
    **dict.fromkeys(("shoveleft", "shoveright"), "multline"),
    **dict.fromkeys(("uproot", "leftroot"), "root"),
    **dict.fromkeys(
        """
        AxiomC AXC UnaryInfC UIC BinaryInfC BIC TrinaryInfC TIC QuaternaryInfC QuinaryInfC
        LeftLabel LL RightLabel RL noLine singleLine solidLine dashedLine alwaysNoLine
        alwaysSingleLine alwaysSolidLine alwaysDashedLine rootAtTop alwaysRootAtTop rootAtBottom
        alwaysRootAtBottom
        """.split(),
        "proof",
    ),
}
"""The only kind of body that a command may stand in."""

ENVIRONMENTS: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys("equation equation*".split(), ("", "equation")),
    **dict.fromkeys("multline multline*".split(), ("", "multline")),
    **dict.fromkeys(
        "align align* eqnarray eqnarray* gather gather* flalign flalign*".split(),
        ("", "equations"),
    ),
    **dict.fromkeys("alignat alignat* xalignat xalignat* xxalignat".split(), ("n", "equations")),
    **dict.fromkeys("aligned gathered lgathered rgathered".split(), ("w", "equations")),
    "split": ("", "equations"),
    "alignedat": ("wn", "equations"),
    "multlined": ("wLw", "multline"),
    "array": ("wg", "rows"),
    **dict.fromkeys("subarray crampedsubarray".split(), ("wg", "rows")),
    **dict.fromkeys(
        """
        matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix cases dcases rcases drcases smallmatrix
        psmallmatrix bsmallmatrix Bsmallmatrix vsmallmatrix Vsmallmatrix
        """.split(),
        ("", "rows"),
    ),
    **dict.fromkeys(
        """
        matrix* pmatrix* bmatrix* Bmatrix* vmatrix* Vmatrix* smallmatrix* psmallmatrix*
        bsmallmatrix* Bsmallmatrix* vsmallmatrix* Vsmallmatrix*
        """.split(),
        ("G", "rows"),
    ),
    **dict.fromkeys("cases* dcases* rcases* drcases*".split(), ("", "second")),
    **dict.fromkeys("numcases subnumcases".split(), ("m", "second")),
    "empheq": ("hE", "equations"),
    "spreadlines": ("l", ""),
    "CD": ("", "diagram"),
    "prooftree": ("", "proof"),
}
"""What each environment is given, and the kind of its body."""

DEFINES: Final = "a command that a formula defines would change the formulas after it"
"""Why a formula defines nothing."""
_LINKS = "a formula is not a link"
_REFERS = "a card has no other formulas to refer to"
_STYLES = "a formula does not style the card"

REFUSED: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys(
        """
        def let newcommand renewcommand providecommand newenvironment renewenvironment gdef edef
        global DeclareMathOperator DeclarePairedDelimiter DeclarePairedDelimiters
        DeclarePairedDelimiterX DeclarePairedDelimitersX DeclarePairedDelimiterXPP
        DeclarePairedDelimitersXPP Newextarrow definecolor newtagform renewtagform usetagform
        mathtoolsset setOptions
        """.split(),
        (DEFINES, "write in full what it means"),
    ),
    **dict.fromkeys(
        "require usepackage".split(), ("everything that Anki knows is already there", "delete it")
    ),
    **dict.fromkeys("href url".split(), (_LINKS, "put the address in the field “source”")),
    **dict.fromkeys("label ref eqref refeq tag".split(), (_REFERS, "write the number as text")),
    **dict.fromkeys(
        "style class cssId".split(),
        (_STYLES, "use \\color, \\boldsymbol or a size such as \\large"),
    ),
    "mmlToken": ("it writes the attributes of a page's elements", "use \\mathrm or \\operatorname"),
    **dict.fromkeys(
        "toggle mathtip texttip".split(),
        ("a formula on a card cannot hide anything", "write it as text"),
    ),
    "includegraphics": (_STYLES, "use the field “media”"),
    "prescript": ("MathJax cannot show it", "write {}^{14}_{6}\\mathrm{C}, or \\ce{^{14}_{6}C}"),
    **dict.fromkeys(("Axiom", "fCenter"), ("Anki cannot show it in a formula", "use \\AxiomC")),
    **dict.fromkeys(
        "UnaryInf BinaryInf TrinaryInf QuaternaryInf QuinaryInf".split(),
        ("Anki cannot show it in a formula", "use the command that ends in C"),
    ),
}
"""What MathJax knows, or authors write, and may not stand in a formula: why, and what to do."""

INSTEAD: Final[dict[str, str]] = {
    "bm": "\\boldsymbol{…}",
    "mathds": "\\mathbb{…}",
    "nicefrac": "\\frac{…}{…}",
    "sfrac": "\\frac{…}{…}",
    "abs": "\\lvert … \\rvert",
    "norm": "\\lVert … \\rVert",
    "SI": "5\\,\\mathrm{km}",
    "si": "\\mathrm{km}",
    "num": "the number alone",
    "qty": "5\\,\\mathrm{km}",
    "unit": "\\mathrm{km}",
    "dd": "\\mathrm{d}x",
    "dv": "\\frac{\\mathrm{d}y}{\\mathrm{d}x}",
    "pdv": "\\frac{\\partial y}{\\partial x}",
    "euro": "\\text{€}",
    "copyright": "\\text{©}",
    "EUR": "\\text{€}",
    "textsubscript": "x_{…}",
    "textsuperscript": "x^{…}",
    "emph": "\\textit{…}",
    "textsc": "\\text{…}",
    "oiint": "\\iint",
    "ensuremath": "the formula alone",
    "chemfig": "\\ce{…}",
    "xspace": "a space",
    "footnote": "the field “explanation”",
}
"""What to write for commands of LaTeX that Anki does not have."""

COLORS: Final = frozenset(
    """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue
    blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk
    crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki
    darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue
    dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite
    gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki
    lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen
    lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen
    magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen
    mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream
    mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum
    powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown
    seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen
    steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
    yellowgreen transparent Apricot Aquamarine Bittersweet Black Blue BlueGreen BlueViolet
    BrickRed Brown BurntOrange CadetBlue CarnationPink Cerulean CornflowerBlue Cyan Dandelion
    DarkOrchid Emerald ForestGreen Fuchsia Goldenrod Gray Green GreenYellow JungleGreen
    Lavender LimeGreen Magenta Mahogany Maroon Melon MidnightBlue Mulberry NavyBlue OliveGreen
    Orange OrangeRed Orchid Peach Periwinkle PineGreen Plum ProcessBlue Purple RawSienna Red
    RedOrange RedViolet Rhodamine RoyalBlue RoyalPurple RubineRed Salmon SeaGreen Sepia
    SkyBlue SpringGreen Tan TealBlue Thistle Turquoise Violet VioletRed White WildStrawberry
    Yellow YellowGreen YellowOrange
    """.split()
)
"""The names of colors: those of CSS, in small letters, and those of LaTeX."""

NOTATIONS: Final = frozenset(
    """
    actuarial bottom box circle downarrow downdiagonalstrike horizontalstrike left leftarrow
    longdiv madruwb northeastarrow northwestarrow phasorangle radical right rightarrow roundedbox
    southeastarrow southwestarrow top uparrow updiagonalarrow updiagonalstrike updownarrow
    leftrightarrow verticalstrike
    """.split()
)
r"""What ``\enclose`` draws."""

DELIMITERS: Final = frozenset(
    r"""
    ( ) [ ] < > / | . \lt \gt \\ \| \{ \} \lmoustache \rmoustache \lgroup \rgroup \arrowvert
    \Arrowvert \bracevert \Vert \vert \uparrow \downarrow \updownarrow \Uparrow \Downarrow
    \Updownarrow \backslash \rangle \langle \rbrace \lbrace \rceil \lceil \rfloor \lfloor \lbrack
    \rbrack \lvert \rvert \lVert \rVert \ulcorner \urcorner \llcorner \lrcorner \lparen \rparen
    """.split()
)
r"""What may stand behind ``\left``."""
