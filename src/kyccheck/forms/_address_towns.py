"""Towns and provinces that go by two names, or by a name and a code. Facts of geography; accents are left out."""

from __future__ import annotations

from typing import Final

_TOWNS: Final = (
    "bengaluru:bangalore gurugram:gurgaon mumbai:bombay kolkata:calcutta chennai:madras pune:poona mysuru:mysore "
    "mangaluru:mangalore kochi:cochin thiruvananthapuram:trivandrum vadodara:baroda visakhapatnam:vizag "
    "puducherry:pondicherry prayagraj:allahabad varanasi:benares guwahati:gauhati belagavi:belgaum "
    "beijing:peking guangzhou:canton nanjing:nanking tianjin:tientsin chongqing:chungking xiamen:amoy qingdao:tsingtao "
    "macao:macau taipei:taibei kaohsiung:gaoxiong taichung:taizhong hsinchu:xinzhu busan:pusan incheon:inchon "
    "ho_chi_minh:ho_chi_minh_city:tp_ho_chi_minh:thanh_pho_ho_chi_minh:hcmc:hcm:hcm_city:tp_hcm:tphcm:saigon:sai_gon "
    "bangkok:krung_thep:krung_thep_maha_nakhon yangon:rangoon malacca:melaka penang:pulau_pinang johor_bahru:jb "
    "central_jakarta:jakarta_pusat south_jakarta:jakarta_selatan north_jakarta:jakarta_utara "
    "east_jakarta:jakarta_timur west_jakarta:jakarta_barat "
    "munich:munchen:muenchen cologne:koln:koeln nuremberg:nurnberg:nuernberg hanover:hannover brunswick:braunschweig "
    "vienna:wien prague:praha warsaw:warszawa krakow:cracow geneva:geneve:genf zurich:zuerich basel:basle:bale "
    "bern:berne lucerne:luzern milan:milano rome:roma florence:firenze venice:venezia naples:napoli turin:torino "
    "genoa:genova padua:padova lisbon:lisboa porto:oporto seville:sevilla brussels:bruxelles:brussel "
    "antwerp:antwerpen:anvers ghent:gent:gand bruges:brugge leuven:louvain the_hague:den_haag:s_gravenhage:sgravenhage "
    "copenhagen:kobenhavn:koebenhavn gothenburg:goteborg:goeteborg helsinki:helsingfors moscow:moskva kyiv:kiev "
    "athens:athina:athinai bucharest:bucuresti belgrade:beograd mexico_city:ciudad_de_mexico:cdmx "
    "cape_town:kaapstad jeddah:jiddah"
)
_PROVINCES: Final = (
    "sao_paulo:sp rio_de_janeiro:rj minas_gerais:mg rio_grande_do_sul:rs parana:pr santa_catarina:sc bahia:ba "
    "pernambuco:pe ceara:ce distrito_federal:df espirito_santo:es goias:go metro_manila:ncr:national_capital_region"
)
Words = tuple[str, ...]
ONE_NAME: Final[dict[Words, Words]] = {
    tuple(name.split("_")): tuple(names.partition(":")[0].split("_"))
    for names in f"{_TOWNS} {_PROVINCES}".split()
    for name in names.split(":")
}
"""The words of each name, and those of the name that stands for all."""
