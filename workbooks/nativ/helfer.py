"""Hilfsnamen der LAMBDA-Form: was ein Argument sein darf, so gelesen wie von `udfs.lesen`.

Eigene Variablen enden auf _ (sonst läse Excel eine als Zelle oder als Namen der Mappe); die Vorsilben der Datei
(_xlfn., _xlpm.) setzt `workbooks.nativ.lambdas`. Nichts hier hängt von der Sprache des Rechners ab.
"""

from __future__ import annotations

from calc.parameter import laender

_UHR = (
    'LET(t_,TRIM(x_),u_,IF(RIGHT(t_,3)="Uhr",TRIM(LEFT(t_,LEN(t_)-3)),t_),k_,IFERROR(FIND(":",u_),0),'
    'l_,IFERROR(FIND(":",u_,k_+1),LEN(u_)+1),s_,LEFT(u_,MAX(k_-1,0)),m_,MID(u_,k_+1,l_-k_-1),'
    'e_,IF(l_>LEN(u_),"00",MID(u_,l_+1,9)),'
    "IF(AND(k_>0,OR(LEN(s_)=1,LEN(s_)=2),LEN(m_)=2,LEN(e_)=2,EGH_H_ZIFFERN(s_&m_&e_)),"
    "IF(OR(--s_>24,--m_>59,--e_>59),#VALUE!,IF(s_*3600+m_*60+e_>86400,#NUM!,(s_*3600+m_*60+e_)/86400)),#VALUE!))"
)
_TEXTZAHL = (
    'LET(v_,IF(LEFT(t_)="-",MID(t_,2,99),t_),k_,FIND(",",v_&","),g_,LEFT(v_,k_-1),n_,MID(v_,k_+1,99),'
    'p_,LEN(g_)-LEN(SUBSTITUTE(g_,".","")),'
    'gut_,AND(EGH_H_ZIFFERN(SUBSTITUTE(g_,".","")),OR(k_>LEN(v_),EGH_H_ZIFFERN(n_)),'
    "IF(p_=0,TRUE,AND(LEN(g_)-4*p_>0,LEN(g_)-4*p_<4,"
    'REDUCE(TRUE,SEQUENCE(MAX(p_,1)),LAMBDA(a_,i_,AND(a_,MID(g_,LEN(g_)-4*i_+1,1)=".")))))),'
    'IF(gut_,NUMBERVALUE(t_,",","."),#VALUE!))'
)
_HBG = (
    'LET(t_,SUBSTITUTE(TRIM(x_),",","."),o_,IF(RIGHT(t_)="+",LEFT(t_,LEN(t_)-1),t_),k_,FIND(".",o_&"."),'
    "v_,LEFT(o_,k_-1),n_,MID(o_,k_+1,9),"
    'IF(AND(EGH_H_ZIFFERN(v_),LEN(v_)<3,OR(v_="0",LEFT(v_)<>"0"),OR(k_>LEN(o_),AND(LEN(n_)=1,EGH_H_ZIFFERN(n_)))),'
    'IF(RIGHT(t_,2)=".0",LEFT(t_,LEN(t_)-2),t_),#VALUE!))'
)
_JA = (
    "IF(ISLOGICAL(x_),x_,LET(t_,LOWER(TRIM(x_)),"
    'IF(OR(t_="ja",t_="wahr",t_="true",t_="1"),TRUE,IF(OR(t_="nein",t_="falsch",t_="false",t_="0"),FALSE,#VALUE!))))'
)
_REIHE = (
    "IF(SUM(--ISERROR(x_))>0,SUM(x_),IF(ROWS(x_)*COLUMNS(x_)=1,EGH_H_ZAHL(x_,unten_,ueber_,oben_),"
    "IF(SUM(--(LEN(TRIM(x_))>0))>COUNT(x_),#VALUE!,"
    "IF(OR(MIN(x_)<unten_,AND(ueber_,MIN(x_)=unten_),MAX(x_)>oben_),#NUM!,x_))))"
)
_DIENST = (
    'IF(EGH_H_LEER(z_),"",IF(SUM(--ISERROR(z_))>0,SUM(z_),LET(d_,IF(EGH_H_LEER(INDEX(z_,1,2)),#VALUE!,'
    "EGH_EINSATZDAUER(INDEX(z_,1,2),INDEX(z_,1,3))),w_,EGH_EINSATZSTUNDEN(d_,INDEX(z_,1,5),"
    "IF(EGH_H_LEER(INDEX(z_,1,6)),#VALUE!,INDEX(z_,1,6)),INDEX(z_,1,4),1),IF(ISERROR(w_),w_,IF(tag_,d_,w_)))))"
)
_DATUM = (
    "IF(ROWS(x_)*COLUMNS(x_)>1,#VALUE!,IF(ISLOGICAL(x_),#VALUE!,LET(t_,TRIM(x_),"
    'n_,IF(ISNUMBER(x_),x_,IF(ISNUMBER(FIND("-",t_)),EGH_H_TMJ(MID(t_,9,9),MID(t_,6,2),LEFT(t_,4),LEN(t_)=10),'
    'IF(ISNUMBER(FIND(".",t_)),LET(p_,FIND(".",t_),q_,IFERROR(FIND(".",t_,p_+1),0),'
    "EGH_H_TMJ(LEFT(t_,p_-1),MID(t_,p_+1,MAX(q_-p_-1,0)),MID(t_,q_+1,9),q_>0)),EGH_H_TEXTZAHL(t_)))),"
    "IF(ISERROR(n_),n_,IF(AND(null_,n_=0),0,IF(OR(n_<1,n_>=2958466,AND(INT(n_)>=1990,INT(n_)<2101)),#NUM!,INT(n_)))))))"
)
_TMJ = (
    "IF(AND(gut_,EGH_H_ZIFFERN(tag_&monat_&jahr_),LEN(tag_)<3,LEN(tag_)>0,LEN(monat_)<3,LEN(monat_)>0,LEN(jahr_)=4),"
    "LET(d_,DATE(jahr_,monat_,tag_),IF(AND(DAY(d_)=--tag_,MONTH(d_)=--monat_,--jahr_>1899),d_,#VALUE!)),#VALUE!)"
)
_DIENSTE = (
    "IF(SUM(--ISERROR(x_))>0,SUM(x_),IF(COLUMNS(x_)<>9,#VALUE!,"
    "LET(z_,MAP(x_,SEQUENCE(ROWS(x_))*0+SEQUENCE(1,9),LAMBDA(w_,s_,IF(LEN(TRIM(w_))=0,IF(s_<3,-9,0),"
    "IF(s_<3,EGH_H_UHR(w_),EGH_H_ZAHL(w_,0,FALSE,9E+99))))),"
    "IF(SUM(--ISERROR(z_))>0,SUM(z_),z_))))"
)

_FESTE: dict[str, tuple[str, str]] = {
    "LEER": ("x_", "IF(SUM(--ISERROR(x_))>0,FALSE,SUM(LEN(TRIM(x_)))=0)"),
    "ZIFFERN": (
        "t_",
        "IF(LEN(t_)=0,FALSE,REDUCE(TRUE,SEQUENCE(LEN(t_)),"
        'LAMBDA(a_,i_,AND(a_,ISNUMBER(FIND(MID(t_,i_,1),"0123456789"))))))',
    ),
    "TEXTZAHL": ("t_", _TEXTZAHL),
    # ein Bereich, wo ein Wert erwartet wird: lieber ein Fehler als das Ergebnis einer Zelle daraus
    "WERT": (
        "x_",
        "IF(ROWS(x_)*COLUMNS(x_)>1,#VALUE!,IF(ISNUMBER(x_),x_,IF(ISLOGICAL(x_),--x_,EGH_H_TEXTZAHL(x_))))",
    ),
    "ZAHL": (
        "x_,unten_,ueber_,oben_",
        "LET(n_,EGH_H_WERT(x_),IF(ISERROR(n_),n_,IF(OR(n_<unten_,AND(ueber_,n_=unten_),n_>oben_),#NUM!,n_)))",
    ),
    "GANZ": (
        "x_,unten_,oben_",
        "LET(n_,EGH_H_WERT(x_),IF(ISERROR(n_),n_,IF(OR(INT(n_)<>n_,n_<unten_,n_>oben_),#NUM!,n_)))",
    ),
    "UHR": (
        "x_",
        "IF(ROWS(x_)*COLUMNS(x_)>1,#VALUE!,IF(ISNUMBER(x_),IF(OR(x_<0,x_>1),#NUM!,x_),"
        f"IF(ISLOGICAL(x_),#VALUE!,{_UHR})))",
    ),
    "HBG": ("x_", f"IF(ROWS(x_)*COLUMNS(x_)>1,#VALUE!,{_HBG})"),
    "JA": ("x_", f"IF(ROWS(x_)*COLUMNS(x_)>1,#VALUE!,{_JA})"),
    # * und ? suchten sonst irgendeinen Namen
    "NAME": (
        "x_",
        'IF(ISTEXT(x_),IF(COUNT(FIND("*",x_),FIND("?",x_),FIND("~",x_))>0,#VALUE!,LOWER(TRIM(x_))),#VALUE!)',
    ),
    "REIHE": ("x_,unten_,ueber_,oben_", _REIHE),
    # Vertragswerte hat die Mappe nur für ihr Land und ihren Stichtag; für andere #NV statt einer falschen Zahl
    "TAG": ("x_", "IF(x_=meta_stichtag,x_,#N/A)"),
    "DIENST": ("z_,tag_", _DIENST),
    "TMJ": ("tag_,monat_,jahr_,gut_", _TMJ),
    "DATUM": ("x_,null_", _DATUM),
    "DIENSTE": ("x_", _DIENSTE),
}


def helfer(land: str) -> dict[str, tuple[str, str]]:
    """Name → (Parameter, Rechnung), für eine Mappe dieses Landes."""
    worte = ",".join(f'"{wort}"' for wort in laender.schreibweisen(land))
    eigenes = ("x_", f"IF(OR(LOWER(TRIM(x_))={{{worte}}}),x_,#N/A)")
    return {f"EGH_H_{name}": text for name, text in {**_FESTE, "LAND": eigenes}.items()}
