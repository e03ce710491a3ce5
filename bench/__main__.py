"""Every measurement, one after the other: python -m bench"""

import importlib
import pkgutil

import bench

for found in pkgutil.iter_modules(bench.__path__, "bench."):
    if found.name.startswith("bench.bench_"):
        importlib.import_module(found.name).main()
