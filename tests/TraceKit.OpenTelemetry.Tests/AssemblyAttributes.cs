// Activity sources and meters belong to the process: a test must not see the spans and counts of another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
