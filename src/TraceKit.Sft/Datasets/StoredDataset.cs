using System.Text.Json;
using TraceKit.Sft.Building;
using TraceKit.Sft.Lineage;

namespace TraceKit.Sft.Datasets;

/// <summary>A dataset as it lies on disk.</summary>
internal sealed class StoredDataset
{
    private readonly Dictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>> _rows = new(StringComparer.Ordinal);

    private StoredDataset(string folder, DatasetManifest manifest)
    {
        Folder = folder;
        Manifest = manifest;
    }

    public string Folder { get; }

    public DatasetManifest Manifest { get; }

    public IReadOnlyList<LineageRow> Lineage { get; private set; } = [];

    /// <summary>What does not fit between the manifest and the files.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Opens a dataset and compares every file with the manifest.</summary>
    /// <exception cref="DatasetException">The folder holds no dataset, or its manifest was changed.</exception>
    public static StoredDataset Open(string folder)
    {
        string path = Path.Combine(folder, DatasetFormat.Manifest);
        if (!File.Exists(path))
        {
            throw new DatasetException(File.Exists(Path.Combine(folder, DatasetFormat.Report))
                ? $"'{folder}' holds no dataset: its build was refused, {DatasetFormat.Report} says why."
                : $"'{folder}' holds no dataset: there is no {DatasetFormat.Manifest} in it.");
        }

        var dataset = new StoredDataset(folder, SealedManifest.Open(File.ReadAllBytes(path), path));
        foreach (DatasetFile file in dataset.Manifest.Files)
        {
            dataset.Load(file);
        }

        dataset.CheckRoots();
        return dataset;
    }

    /// <summary>The folder of the run files: the one that is given, else the one that this machine remembers.</summary>
    /// <exception cref="DatasetException">Neither is there.</exception>
    public string TracesOr(string? traces)
    {
        if (traces is not null)
        {
            return Directory.Exists(traces) || File.Exists(traces)
                ? traces
                : throw new DatasetException($"There is no file or folder '{traces}': give the run files that the dataset was built from with --traces.");
        }

        string local = Path.Combine(Folder, DatasetFormat.LocalSources);
        try
        {
            if (File.Exists(local) && JsonSerializer.Deserialize(File.ReadAllBytes(local), DatasetJson.Default.LocalSources) is { } sources)
            {
                string remembered = Path.GetFullPath(sources.Traces, Path.GetFullPath(Folder));
                if (Directory.Exists(remembered) || File.Exists(remembered))
                {
                    return remembered;
                }
            }
        }
        catch (JsonException)
        {
            // The hint is no part of the dataset; without it the caller has to say where the run files are.
        }

        throw new DatasetException($"The run files that '{Folder}' was built from are not where they were: give their folder with --traces.");
    }

    /// <summary>The bytes of a row, or null when there is no such row.</summary>
    public ReadOnlyMemory<byte>? RowBytes(string name) =>
        name.Split(':') is [var split, var number]
        && int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int index)
        && _rows.TryGetValue(split, out IReadOnlyList<ReadOnlyMemory<byte>>? rows)
        && index < rows.Count
            ? rows[index]
            : null;

    private void Load(DatasetFile file)
    {
        string path = Path.Combine(Folder, file.Path);
        if (file.Path.AsSpan().IndexOfAny('/', '\\') >= 0 || !File.Exists(path))
        {
            Problems.Add($"{file.Path} is missing");
            return;
        }

        byte[] bytes = File.ReadAllBytes(path);
        if (Hashes.Of(bytes) is var actual && actual != file.Sha256)
        {
            Problems.Add($"{file.Path} was changed: its SHA-256 is {actual} ({bytes.Length} bytes), the manifest says {file.Sha256} ({file.Bytes} bytes)");
        }

        if (file.Path == DatasetFormat.Lineage)
        {
            Lineage = [.. JsonLines.Split(bytes).Select((line, index) => ReadLineage(line, index)).OfType<LineageRow>()];
        }
        else if (Splits.Names.FirstOrDefault(split => DatasetFormat.RowsOf(split) == file.Path) is { } split)
        {
            _rows[split] = [.. JsonLines.Split(bytes)];
        }
    }

    private LineageRow? ReadLineage(ReadOnlyMemory<byte> line, int index)
    {
        try
        {
            return JsonSerializer.Deserialize(line.Span, DatasetJson.Default.LineageRow);
        }
        catch (JsonException failure)
        {
            Problems.Add($"{DatasetFormat.Lineage}:{index + 1}: {failure.Message}");
            return null;
        }
    }

    private void CheckRoots()
    {
        List<ReadOnlyMemory<byte>> rows = [.. Splits.Names.SelectMany(split => _rows.GetValueOrDefault(split) ?? [])];
        if (MerkleTree.Root(rows) != Manifest.RowsRoot)
        {
            Problems.Add("the rows do not give the root that the manifest names");
        }

        if (rows.Count != Lineage.Count)
        {
            Problems.Add($"there are {rows.Count} rows and {Lineage.Count} lines of lineage");
        }
    }
}
