"""Answers of llama.cpp, printed as Answers.java prints them: it tells the mean of all tokens, which stands for both halves.

Usage: llama_answers.py generate FOLDER NAME THREADS COUNT PROMPT...
"""
import json
import pathlib
import sys

import xllamacpp
from sizes import SIZES


def server(path, threads, steps):
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = steps
    params.n_parallel = 1
    params.warmup = False
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    return xllamacpp.Server(params)


def complete(llama, prompt, count, **options):
    request = {"prompt": prompt, "n_predict": count, "temperature": 0, "ignore_eos": True, "cache_prompt": False}
    answer = llama.handle_completions({**request, **options})
    return json.loads(answer) if isinstance(answer, (str, bytes)) else answer


def main():
    _, folder, name, threads, count, *prompt = sys.argv[1:]
    prompt = [int(token) for token in prompt]
    llama = server(pathlib.Path(folder) / f"{name}.gguf", int(threads), SIZES[name][-1])
    complete(llama, prompt, 1)
    print("first", flush=True)
    # It tells the tokens with their logarithms only, which would be measured.
    tokens = complete(llama, prompt, int(count), logprobs=1)["choices"][0]["logprobs"]["content"]
    nanos = round(1e6 * complete(llama, prompt, int(count))["timings"]["predicted_per_token_ms"])
    print(nanos, nanos, *(token["id"] for token in tokens))


main()
