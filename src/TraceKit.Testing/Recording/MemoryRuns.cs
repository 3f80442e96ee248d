using TraceKit.Reading;

namespace TraceKit.Testing.Recording;

/// <summary>The run files of one recorder, in the order in which their runs started.</summary>
internal sealed class MemoryRuns
{
    private readonly Lock _lock = new();
    private readonly List<MemoryRunFile> _files = [];

    public MemoryRunFile Create(string path)
    {
        var file = new MemoryRunFile(path);
        lock (_lock)
        {
            if (_files.Exists(other => other.Name == file.Name))
            {
                throw new ArgumentException($"The run of '{file.Name}' was recorded already: a run id is used once.", nameof(path));
            }

            _files.Add(file);
        }

        return file;
    }

    public IReadOnlyList<MemoryRunFile> Files
    {
        get
        {
            lock (_lock)
            {
                return [.. _files];
            }
        }
    }

    /// <exception cref="TraceFormatException">What was recorded breaks the format.</exception>
    public static RecordedRun Read(MemoryRunFile file)
    {
        RunFileContents contents = RunFileReader.Read(file.ToArray(), file.Name);
        return contents.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error) is { } broken
            ? throw new TraceFormatException(broken)
            : contents.Runs.Single();
    }
}
