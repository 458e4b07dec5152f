# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts of the gateway, read as a person reads them: what kind of text, and what it says."""
import functools
import re
import unicodedata

from book import local

PERIOD = r"(?:(?:thang \d+|tuan \d+)(?:/\d{4})?|nam \d{4}|dot DX \d+)"
COUNTS = r"[A-Z]+ \d+(?:, [A-Z]+ \d+)*"
LATE = r"(?: Tre han (?P<late>\d+/\d+(?:/\d+)?)\.)?"
HAD = rf"(?: (?P<had>{COUNTS}) da co, giu nguyen\.)?(?: Khong cong vao {PERIOD} {COUNTS}\.)?"
PROGRESS = LATE + r"(?: Luy ke (?P<progress>[^.]+)\.)?"

# The first that fits. Names of groups are what is said.
KINDS = [(kind, re.compile(pattern)) for kind, pattern in [
    ("receipt", rf"Da nhan BC so (?P<no>\d+), (?P<unit>.+?), (?P<period>{PERIOD}): (?P<counts>{COUNTS})\.{HAD}{PROGRESS}"
                r" Neu sai nhan: SUA"),
    ("nil", rf"Da nhan BC so (?P<no>\d+), (?P<unit>.+?): (?P<period>{PERIOD}) khong phat sinh\.{LATE}"),
    ("duplicate", rf"BC so (?P<no>\d+), (?P<unit>.+?), (?P<period>{PERIOD}): (?P<counts>.+?) da nhan luc "),
    ("ask_replace", rf"BC so \d+, (?P<unit>.+?), (?P<period>{PERIOD}) da co (?P<counts>{COUNTS})\. Nhan 1: thay bang "
                    rf"(?P<fresh>{COUNTS})\. Nhan 2: cong them, thanh (?P<sum>{COUNTS})$"),
    ("ask_replace", rf"(?P<unit>.+?), (?P<period>{PERIOD}) da co (?P<counts>{COUNTS}) \(BC so \d+\)\. Nhan 1: thay bang "
                    rf"(?P<fresh>{COUNTS})\. Nhan 2: cong them, thanh (?P<sum>{COUNTS})$"),
    ("replaced", rf"Da thay so lieu, BC so (?P<no>\d+), (?P<unit>.+?), (?P<period>{PERIOD}): (?P<counts>{COUNTS})\.{PROGRESS}"),
    ("added", rf"Da cong them, BC so (?P<no>\d+), (?P<unit>.+?), (?P<period>{PERIOD}): (?P<counts>{COUNTS})\.{PROGRESS}"),
    ("confirmed", rf"Da xac nhan, ghi BC so (?P<no>\d+), (?P<unit>.+?), (?P<period>{PERIOD}): (?P<counts>{COUNTS})\.{PROGRESS}"),
    ("corrected", rf"Da sua BC so (?P<no>\d+), (?P<unit>.+?), (?P<period>{PERIOD}): (?P<old>{COUNTS}) thanh "
                  rf"(?P<counts>{COUNTS})\.{PROGRESS}"),
    ("same", rf"BC so (?P<no>\d+) dang la (?P<counts>{COUNTS}), khong can sua"),
    ("undone", rf"Da bo BC so (?P<no>\d+), (?P<unit>.+?), (?P<period>{PERIOD}): "),
    ("locked", r"BC so (?P<no>\d+)(?:, .+?)? (?:da duoc xa duyet nen khong sua|da duyet nen khong thay duoc)"),
    ("report_approved", rf"Lanh dao xa da duyet BC so (?P<no>\d+), (?P<unit>.+?), (?P<period>{PERIOD}): "),
    ("report_returned", rf"Lanh dao xa tra lai BC so (?P<no>\d+), (?P<unit>.+?), (?P<period>{PERIOD})\. Ly do: "),
    ("report_approve_done", r"Da duyet BC so (?P<no>\d+), (?P<unit>.+?): (?P<counts>.+)\. Can sua thi tra lai: TRA "),
    ("report_return_done", r"Da tra lai BC so (?P<no>\d+), (?P<unit>.+?)\. "),
    ("undo_nothing", r"Khong co bao cao nao gan day(?: cua .+?)? de bo"),
    ("correct_nothing", r"Chua co so lieu |So lieu .+ dang la .+, khac tin nay, chua sua"),
    ("implausible", r"[A-Z]+ \d+ lon hon muc thuong co "),
    ("nil_conflict", rf"Ky (?P<period>{PERIOD}) da co BC so "),
    ("asked", r"Sua so nao\?|(?:Da hieu .*)?So \d+ (?:la|sua cho) chi tieu nao|Trong .+? da bao |Bao cao moi nhat da bo roi|Khong co .+?, chua ghi gi\. Cua thang nao|\[?Da hieu |Chua hieu tin nay|Chua ro |.*? can mot so chac chan|Tin nay co the hieu|BC cho .* Chua chac|"
              r"BC cho |Khong co viec nao dang cho xac nhan"),
    ("youth", rf"Doan (?P<unit>.+?) (?P<period>{PERIOD}): (?P<count>\d+)/(?P<units>\d+) to co to pho, (?:trong do )?(?P<reported>\d+) (?:to )?da nop, "
              r"(?P<sent>\d+) BC do to pho gui\.(?: Chua nop: (?P<missing>[^.]+)\.)?(?: Chua co(?: to pho)?: (?P<without>[^.]+)\.)? (?:Xem chung: )?TH"),
    ("digest", rf"(?P<unit>.+?)(?: \(gop \d+ don vi\))? (?P<period>{PERIOD}): (?P<reported>\d+)/(?P<units>\d+) da nop\.(?P<rest>.*?)(?: Nhac: NHAC)?$"),
    ("digest_empty", rf"(?P<unit>.+?)(?: \(gop \d+ don vi\))? (?P<period>{PERIOD}): chua co don vi nao nop bao cao, trong so (?P<units>\d+)\."),
    ("digest_missing", rf"(?P<unit>.+?)(?: \(gop \d+ don vi\))? (?P<period>{PERIOD}): (?P<missing>\d+)/(?P<units>\d+) chua nop(?:, nhac: NHAC[^.]*)?\. Gom: (?P<list>.+)$"),
    ("urge_paused", r".+ dang tam ngung nhac toi het "),
    ("urge_none", rf"Cac thon da nop du bao cao (?P<period>{PERIOD})"),
    ("urged", r"Dang gui tin nhac den (?P<people>\d+) nguoi: (?P<list>[^.]+)\.(?: Gui luc [^.]+\.)?"
              r"(?: Da nhac truoc do: (?P<again>[^.]+)\.)?(?: Hom nay du tin, nhac hom sau: (?P<full>[^.]+)\.)?(?: Chua co nguoi nhan: (?P<nobody>[^.]+)\.)? Xem: TH CHUA(?: [^.]+)?$"),
    ("urged_full", r"Nguoi nhan da du tin trong ngay nen hom sau moi nhac: (?P<full>.+)\. Xem ai chua nop"),
    ("urged_again", r"Da nhac (?P<again>.+) trong 12 gio qua, chua nhac lai"),
    ("urged_nobody", r"Chua nhac duoc (?P<nobody>.+): chua co ai o do nhan tin"),
    ("suspend_done", r"Da tam ngung nhac (?P<unit>.+?) tu (?P<day>\S+) toi het (?P<due>\S+)(?: \([^)]+\))?\. .*HET TAM NGUNG (?P<no>\d+)$"),
    ("suspend_over", r"Da nhac lai binh thuong (?P<unit>.+?) \(tam ngung so (?P<no>\d+) het\)"),
    ("suspend_over", r"Tam ngung so (?P<no>\d+) het, nhung (?P<unit>.+?) con tam ngung so \d+ den het "),
    ("suspend_none", r"Khong co tam ngung nao|Dang hoac sap tam ngung nhac: "),
    ("suspend_past", r"Ngay .* da qua hoac truoc ngay bat dau"),
    ("broadcast_shown", r"TB (?P<no>\d+) \".*\" toi (?P<people>\d+) nguoi \([^)]+\): (?P<parts>\d+) tin, khoang (?P<cost>\d+) dong, xong .*\. Gui (?:thi )?nhan: XN"),
    ("broadcast_changed", r"Chua gui TB (?P<no>\d+): nay toi (?P<people>\d+) nguoi \([^)]+\), luc truoc \d+\. (?P<parts>\d+) tin, khoang (?P<cost>\d+) dong\. Gui (?:thi )?nhan: XN"),
    ("broadcast_counting", r"TB (?P<no>\d+) \".*\" \([^)]+\): dang dem nguoi nhan, chua gui gi\. Dem xong se bao gia, hoi lai\. Bo: HUY TB \d+"),
    ("broadcast_which", r"(?P<list>TB \d+(?:, TB \d+)*) dang cho, chua gui\. Gui thi nhan XN va so: XN "),
    ("broadcast_sent", r"Dang gui TB (?P<no>\d+) toi (?P<people>\d+) nguoi, xong khoang "),
    ("broadcast_dropped", r"Da bo TB (?P<no>\d+), chua gui cho ai"),
    ("broadcast_state", r"TB (?P<no>\d+): da gui (?P<gone>\d+)/(?P<people>\d+) nguoi(?:, dang cho (?P<waiting>\d+))?(?:, khong gui duoc (?P<failed>\d+))?\."),
    ("broadcast_stopped", r"Da ngung TB (?P<no>\d+): (?P<gone>\d+) nguoi da nhan, (?P<waiting>\d+) nguoi khong gui nua"),
    ("broadcast_over", r"TB (?P<no>\d+) da gui het cho (?P<gone>\d+) nguoi"),
    ("broadcast", r"UBND [^:]+: .* \(thong bao dot (?P<serial>\d+)\)$"),
    ("second_asked", r"Da gui tin den (?P<phone>\d+)\. Tren may do nhan DONG Y"),
    ("second_question", r".+ xin gan so nay voi To cong nghe so "),
    ("pin_guessed", r"So (?P<phone>\d+) vua nhan sai PIN cua "),
    ("pin_refused", r"PIN khong khop, chua ghi gi|Sai PIN nhieu lan"),
    ("collection_opened", r"Da mo dot DX (?P<no>\d+), (?P<unit>.+?): (?P<list>[A-Z ]+), han .* Dang bao cho (?P<villages>\d+) thon"),
    ("collection_asked", r".+ can bao cao dot xuat (?P<list>[A-Z ]+), han .* Nhan: BC DX (?P<no>\d+) "),
    ("collection_digest", rf"(?P<unit>.+?)(?: \(gop \d+ don vi\))? dot DX (?P<no>\d+), han [^:]+: (?P<reported>\d+)/(?P<units>\d+) da nop\."
                          r"(?P<rest>.*) Nhac: NHAC DX \d+$"),
    ("collection_closed", r"Dot DX (?P<no>\d+) da het han "),
    ("reminder", rf"Nhac: (?P<unit>.+?) chua nop BC (?P<period>{PERIOD}), "),
    ("reminder", rf"(?P<unit>.+?) chua nop BC (?P<period>{PERIOD}), da qua han "),
    ("training_today", r"Nhac: (?P<time>\d\d:\d\d) hom nay, .*Khong di duoc nhan KHONG (?P<no>\d+)$"),
    ("training_soon", r"Nhac: (?P<time>\d\d:\d\d) (?P<date>.+?), .*khong di duoc nhan KHONG (?P<no>\d+)$"),
    ("invited", r"Moi du .*?, (?P<time>\d\d:\d\d) (?P<date>.+?), tai .*khong di duoc nhan KHONG (?P<no>\d+)$"),
    ("training_preview", r"Chua moi: .*?, (?P<time>\d\d:\d\d) (?P<date>.+?), toi (?P<people>\d+) nguoi .* XN (?P<no>\d+)\."),
    ("training_added", r"Da ghi lich so (?P<no>\d+): .*?, (?P<time>\d\d:\d\d) (?P<date>.+?), .* Moi (?P<people>\d+) nguoi, "),
    ("training_refused", r"Khong doi gi: lich so |Chua ghi lich: moi tin chi ghi |Chua ghi: (?:trung lich|.* da qua\.)|Lich nay da ghi roi|Lich so \d+, .* (?:da bat dau,|da huy truoc do)|Khong co lich nao nhu vay|Doi lich so .* sang ngay nao"),
    ("training_change_done", r"Da doi lich so (?P<no>\d+): .*?, (?P<time>\d\d:\d\d) (?P<date>.+?), .* Bao lai (?P<people>\d+) nguoi"),
    ("training_cancel_done", r"Da huy lich so (?P<no>\d+): .* Bao lai (?P<people>\d+) nguoi"),
    ("training_notice", r"Lich so (?P<no>\d+) luc .* Ghi len bang: |Lich so \d+, .* nguoi diem danh bang ma\. "),
    ("followup", r"(?:Cam on da du|Da xong) tap huan "),
    ("target_given", rf"Chi tieu moi giao cho (?P<unit>.+?), (?P<period>{PERIOD}): (?P<code>[A-Z]+) (?P<value>\d+)\. Xem tien do: CT"),
    ("targets", rf"Chi tieu (?P<unit>.+?), (?P<period>{PERIOD}): (?P<list>.+?)(?:\. Bao cao: BC|$)"),
    ("targets_none", rf"Chua giao chi tieu (?P<period>{PERIOD}) cho (?P<unit>.+?)\."),
    ("target_past", rf"(?P<period>{PERIOD}) da qua nen khong giao chi tieu duoc"),
    ("target", rf"Da giao chi tieu (?P<unit>.+?), (?P<period>{PERIOD}): (?P<code>[A-Z]+) (?P<value>\d+)\."
               r"(?: Truoc: [^.]+\.)?(?: Cac don vi: [^.]+\.)? Xem: CT"),
    ("training_moved", r"Lich moi so (?P<no>\d+), .*?: (?P<time>\d\d:\d\d) (?P<date>.+?), tai "),
    ("training_cancelled", r"Huy lich so (?P<no>\d+), "),
    ("coming", r"Da ghi: di duoc.*?(?P<time>\d\d:\d\d) (?P<date>.+?), .* Doi y nhan KHONG (?P<no>\d+)$"),
    ("not_coming", r"Da ghi: khong di duoc, .* Doi y nhan CO (?P<no>\d+)$"),
    ("rsvp_unknown", r"Khong co loi moi|Lich so \d+, .* da bat dau luc|Lich so \d+, .* da huy truoc do"),
    ("schedule", r"\d+ lich sap toi \([^)]*\): (?P<list>.+)$|Chua co lich tap huan"),
    ("attendance", r"Da ghi: lich so (?P<no>\d+), .*: (?P<people>\d+) nguoi du"),
    ("attendance_unknown", r"Khong co buoi nao vua to chuc|Lich so \d+.*(?:moi bat dau|bao nhieu nguoi du)|Chua ro so nguoi du"),
    ("ticket", r"Da ghi (?:kho khan |viec khan )?so (?P<no>\d+): (?P<category>.+?)(?:\. Chuyen|\. Bao ngay|, bao ngay) "),
    ("ticket_same", r"Kho khan nay da ghi roi, so (?P<no>\d+), "),
    ("ticket_taken", r"Kho khan so (?P<no>\d+) nay do .+? xu ly: (?P<unit>.+?), .*\. Xem: KK "),
    ("ticket_passed", r"Kho khan so (?P<no>\d+), [^:]+ da chuyen .* Hoi lai: KK "),
    ("ticket_told", r"Kho khan so (?P<no>\d+), (?P<unit>.+?), .*TL \d+ <noi dung>"),
    ("ticket_told", r"(?:Nhac|Qua han): kho khan so (?P<no>\d+), (?P<unit>.+?), .* TL \d+ "),
    ("ticket_status", r"Da mo lai kho khan so (?P<no>\d+), |Da ghi them vao kho khan so \d+, |Kho khan so \d+, [^:]*: (?:dang xu ly|da chuyen len)[ ,]"),
    ("ticket_solved", r"Kho khan so (?P<no>\d+), (?P<unit>.+?), .*: nguoi gui bao da xong"),
    ("ticket_closed", r"Da dong kho khan so (?P<no>\d+)\. |Kho khan so \d+, [^:]*: da xong\."),
    ("ticket_is_done", r"Kho khan so \d+ da xong, chua ghi gi"),
    ("ticket_top", r"Kho khan so (?P<no>\d+) da o cap cao nhat"),
    ("ticket_pass_done", r"Da chuyen kho khan so (?P<no>\d+) cho "),
    ("ticket_answer", r"Tra loi kho khan so (?P<no>\d+): (?P<text>.+)\. Xong nhan XONG"),
    ("answer_done", r"Da ghi tra loi kho khan so (?P<no>\d+),"),
    ("ticket_none", r"Khong co kho khan nao"),
    ("reorganised", r"Tu (?P<day>\S+), (?P<village>.+?) thuoc (?P<unit>.+?) \((?P<before>.+?) cu\)\. "),
    ("reorganised", r"Tu (?P<day>\S+), (?P<before>.+?) tro thanh (?P<unit>.+?)\. "),
    ("reorganised", r"Tu (?P<day>\S+), (?P<before>.+?) khong con\. "),
    ("reorganised", r"Tu (?P<day>\S+), (?P<before>.+?) chia thanh .+?\. Ong/ba van thuoc (?P<unit>.+?), bao cao tu nay "),
    ("deputy_late", r"Ngay .* da qua hoac qua mot nam, chua ghi gi"),
    ("deputy_done", r"Da uy quyen (?P<name>.+?)(?: thay .+?)? lam .* den het "),
    ("deputy_given", r".+ uy quyen ong/ba lam .* den het "),
    ("deputy_told", r"Bao: .+ duoc uy quyen lam "),
    ("deputy_over", r"Het thoi gian uy quyen: "),
    ("deputy_over", r"Uy quyen da thu hoi truoc han: "),
    ("pin_set", r"Da luu PIN\."),
    ("erase_code", r".*Chac chan nhan: XOA DU LIEU \d+"),
    ("erase_taken", r"Da nhan: xoa du lieu cua "),
    ("erase_kept", r".*du lieu giu nhu cu"),
    ("stopped", r"Da ngung gui tin"),
    ("resumed", r"Da mo lai"),
    ("not_stopped", r"So nay van dang nhan tin"),
    ("welcome", r".*: so nay nhan bao cao cua To cong nghe so"),
    ("waiting", r"Da nhan dang ky so (?P<no>\d+): "),
    ("approve_request", r"Dang ky so (?P<no>\d+): .*Nhan DUYET"),
    ("number_claimed", r"Dang ky so (?P<no>\d+): so \d+ xin thay hoac them cho so nay\."),
    ("number_moved", r"Da doi sang so \d+, so nay khong nhan thay ong/ba duoc nua\."),
    ("number_added", r"Da them so \d+ nhan thay ong/ba"),
    ("report_state", r"BC so (?P<no>\d+), .* (?:da duoc thay bang|da duyet truoc do|da tra lai truoc do|da duoc nguoi gui huy)"),
    ("approved", r"Da duyet dang ky so (?P<no>\d+): "),
    ("approve_both", r"So \d+: nhan 1 la dang ky"),
    ("refused", r"Da tu choi dang ky so (?P<no>\d+): "),
    ("decided", r"Dang ky so (?P<no>\d+) \(.*\) da duoc xu ly"),
    ("welcomed", r"Da duyet: "),
    ("turned_down", r"Dang ky so (?P<no>\d+) khong duoc duyet"),
    ("marks", r"Tu nay tin gui den so nay"),
    ("denied", r"So nay chua duoc giao quyen|So nay khong phu trach|Don vi .+ da ngung tu |Chi lanh dao xa duoc"),
    ("not_in_roll", r"So nay chua dang ky|Dang ky cua so nay dang cho"),
]]

UNASKED = {"youth", "reminder", "training_today", "training_soon", "invited", "reorganised", "followup", "broadcast"}  # counted against three a day
DIGESTS = {"digest", "digest_empty"}
NOTICES = {"ticket_told", "ticket_answer", "approve_request", "welcomed", "turned_down", "number_claimed", "number_moved", "number_added", "target_given", "training_notice",
           "collection_asked", "deputy_given", "deputy_told", "deputy_over", "ticket_taken", "ticket_passed", "ticket_solved", "report_approved", "report_returned", "second_question", "pin_guessed"}
# Those that count against three a day too: two of them go on a day, the rest as lines of one text in the morning.
CAPPED = {"ticket_told", "approve_request", "target_given", "deputy_given", "deputy_told", "deputy_over", "ticket_taken", "ticket_solved",
          "report_approved"}


@functools.lru_cache(1 << 16)
def fold(text):
    if text.isascii():
        return text
    text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in text if not unicodedata.combining(c))


@functools.lru_cache(1 << 16)
def read(text):
    """(kind, what is said); kind None when no pattern fits."""
    text = fold(text)
    for kind, pattern in KINDS:
        m = pattern.match(text)
        if m:
            return kind, m.groupdict()
    return None, {}


def counts(text):
    return {code: int(n) for code, n in re.findall(r"([A-Z]+) (\d+)", text)}


def period(name, now):
    """"thang 12/2024", "tuan 36": the period, where a name without a year is of this one."""
    if name.startswith("dot DX "):
        return f"{local(now).year:04}-X{int(name[7:])}"
    word, rest = name.split(" ")
    if word == "nam":
        return rest
    number, _, year = rest.partition("/")
    year = int(year) if year else local(now).year
    return f"{year:04}-W{int(number):02}" if word == "tuan" else f"{year:04}-{int(number):02}"


def start(said, now):
    """The moment that a text about a training names, as (month, day, hour, minute)."""
    hour, minute = map(int, said["time"].split(":"))
    if not said.get("date"):
        day = local(now)
        return day.month, day.day, hour, minute
    day, month = re.search(r"(\d+)/(\d+)", said["date"]).groups()
    return int(month), int(day), hour, minute


def digest(rest):
    """The sentences of a digest: values {code: (n, of, (done, aim))}, names, how many more, tickets, dates."""
    said = {"values": {}, "names": [], "more": 0, "tickets": 0, "oldest": 0, "dates": []}
    for sentence in re.split(r"\. ", rest.strip().rstrip(".")):
        if sentence.startswith("Chua nop: "):
            names = sentence[len("Chua nop: "):]
            m = re.search(r" va (\d+) (?:thon|xa) nua \(TH CHUA(?: [^)]+)?\)$", names)
            if m:
                said["more"], names = int(m.group(1)), names[:m.start()]
            said["names"] = names.split(", ")
        elif sentence.startswith("KK mo: "):
            m = re.match(r"KK mo: (\d+)(?:, cu nhat (\d+) ngay)?$", sentence)
            said["tickets"], said["oldest"] = int(m.group(1)), int(m.group(2) or 0)
        elif sentence.startswith("Lich: "):
            said["dates"] = re.findall(r"(\d+)/(\d+) ", sentence)
        elif sentence:
            for m in re.finditer(r"([A-Z]+) (\d+)(?:/(\d+))?(?: \((?:[^()]*? )?(\d+)/(\d+)\))?", sentence):
                code, n, of, done, aim = m.groups()
                said["values"][code] = (int(n), int(of) if of else None, (int(done), int(aim)) if done else None)
    return said
