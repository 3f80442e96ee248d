namespace TraceKit.Faults.Fuzzing;

/// <summary>Something that takes input of anybody.</summary>
/// <param name="Name">Its name, for the report.</param>
/// <param name="Share">Inputs of a short campaign.</param>
/// <param name="Seeds">Inputs as they should be, that are changed.</param>
/// <param name="Open">Opens it for one thread.</param>
internal sealed record FuzzTarget(string Name, int Share, IReadOnlyList<byte[]> Seeds, Func<IFuzzed> Open);

/// <summary>A target, opened by one thread.</summary>
internal interface IFuzzed : IDisposable
{
    /// <summary>Gives it an input. What it may throw it has caught; what comes out is a defect.</summary>
    /// <returns>What is wrong with the answer, or null.</returns>
    string? Feed(byte[] input);
}

/// <summary>A target that keeps nothing between inputs.</summary>
internal sealed class Fuzzed(Func<byte[], string?> feed) : IFuzzed
{
    public string? Feed(byte[] input) => feed(input);

    public void Dispose()
    {
        // It keeps nothing.
    }
}

/// <summary>A target that works in a folder.</summary>
internal sealed class FuzzedInFolder(Func<Support.MemoryFolder, byte[], string?> feed) : IFuzzed
{
    private readonly Support.MemoryFolder _folder = new();

    public string? Feed(byte[] input)
    {
        string? problem = feed(_folder, input);
        _folder.Clear();
        return problem;
    }

    public void Dispose() => _folder.Dispose();
}
