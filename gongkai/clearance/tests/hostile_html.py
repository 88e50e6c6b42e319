"""Hostile HTML, each with the one word 好 that must come through, and pieces to build any other from."""

from __future__ import annotations

OURS = "sha256:" + "a1" * 32
HARMFUL = {
    "script": "<script>alert(1)</script>好",
    "script in other letters": "<ScRiPt\n>alert(1)</sCrIpT >好",
    "script left open": "好<script>alert(1)",
    "style": "<style>body{background:url(//evil)}</style>好",
    "svg": "<svg onload=alert(1)><script>alert(1)</script></svg>好",
    "svg and style": "<svg><style><img src=x onerror=alert(1)></style></svg>好",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>好",
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>好',
    "template": "<template><img src=x onerror=alert(1)></template>好",
    "iframe": "<iframe srcdoc='<script>alert(1)</script>'></iframe>好",
    "object": "<object data=//evil></object><embed src=//evil>好",
    "form": "<form action=//evil><input name=a><button>好</button></form>",
    "base, meta, link": "<base href=//evil><meta http-equiv=refresh content=0><link rel=stylesheet href=//evil>好",
    "onclick": "<p onclick=alert(1) onmouseover='alert(1)'>好</p>",
    "on through a slash": "<p/onclick=alert(1)>好</p>",
    "javascript link": "<a href='javascript:alert(1)'>好</a>",
    "javascript with a tab": "<a href='java\tscript:alert(1)'>好</a>",
    "javascript by entities": "<a href='&#106;avascript:alert(1)'>好</a>",
    "data link": "<a href='data:text/html,<script>alert(1)</script>'>好</a>",
    "vbscript": "<a href='vbscript:msgbox(1)'>好</a>",
    "file link": "<a href='file:///etc/passwd'>好</a>",
    "link without a scheme": "<a href='//evil/x'>好</a>",
    "data picture": "<p>好<img src='data:image/svg+xml,<svg onload=alert(1)>'></p>",
    "picture from outside": "<p>好<img src='https://evil/x.png'></p>",
    "picture by script": "<p>好<img src=javascript:alert(1)></p>",
    "picture that is almost ours": f"<p>好<img src='{OURS}/../x'></p>",
    "picture in two sizes": "<p>好<img srcset='https://evil/x 2x'></p>",
    "style by attribute": "<p style='position:fixed;background:url(//evil)'>好</p>",
    "class of ours": "<p class='act-bar danger'>好</p>",
    "id and name": "<p id=content name=content>好</p>",
    "comment": "<!--[if IE]><script>alert(1)</script><![endif]-->好",
    "attribute that closes": "<p title='\"><script>alert(1)</script>'>好</p>",
    "alt that closes": "<img alt='\"><script>alert(1)</script>'>好",
    "frameset and plaintext": "<frameset onload=alert(1)>好<plaintext>",
    "marquee and details": "<marquee onstart=alert(1)>好</marquee><details ontoggle=alert(1) open>",
}  # fmt: skip
PIECES = [
    "<p>", "</p>", "<p class='align-center'>", "<h2>", "</h2>", "<table>", "<tr>", "<td colspan=2>", "<td", ">", "<",
    "</table>", "<a href='https://gov.cn/?a=1&b=2'>", "</a>", "<img", f" src='{OURS}'", ' style="text-align: center"',
    " onclick=alert(1)", "<svg>", "<style>", "</style>", "<math>", "<script>", "</script>", "<!--", "-->", "<![CDATA[",
    "&lt;", "&amp;lt;", "&nbsp;", "\u3000", "&#x3c;", "<br>", "<li>", "<ol start=3>", "<title>", "<select>", "<template>",
    "<th scope=row>", "<caption>", '"', "'", "=", "/", "正文", "\n", "\0", "</", "<p style='text-align:right'>", "<b>", "<i>",
]  # fmt: skip
