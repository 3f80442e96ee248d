using System.Globalization;
using TraceKit.Contract;
using TraceKit.Sft.Building;
using TraceKit.Sft.Formats;
using TraceKit.Sft.Lineage;
using TraceKit.Sft.Recipes;
using TraceKit.Sft.Rows;

namespace TraceKit.Sft.Datasets;

/// <summary>A dataset while it is written: beside its place, and moved there when it is whole.</summary>
internal sealed class DatasetFolder : IDisposable
{
    private readonly string _output;

    private DatasetFolder(string output, string path)
    {
        _output = output;
        Path = path;
    }

    /// <summary>Files that hold rows or say where they came from.</summary>
    public static IReadOnlyList<string> DataFiles { get; } = [.. Splits.Names.Select(DatasetFormat.RowsOf), DatasetFormat.Lineage, DatasetFormat.Rejected];

    /// <summary>The folder that is being written.</summary>
    public string Path { get; }

    /// <summary>Refuses to write over a dataset or over anything that is not one.</summary>
    /// <exception cref="DatasetException">The folder holds something.</exception>
    public static void ThrowIfTaken(string output, bool force)
    {
        if (File.Exists(output))
        {
            throw new DatasetException($"'{output}' is a file: name a folder for the dataset.");
        }

        if (!Directory.Exists(output))
        {
            return;
        }

        HashSet<string> ours = [.. DataFiles, DatasetFormat.Manifest, DatasetFormat.Report, DatasetFormat.Card, DatasetFormat.LocalSources];
        if (Directory.EnumerateFileSystemEntries(output).Select(System.IO.Path.GetFileName).FirstOrDefault(name => !ours.Contains(name!)) is { } foreign)
        {
            throw new DatasetException($"'{output}' holds '{foreign}', which is no part of a dataset: name an empty or new folder.");
        }

        if (!force && File.Exists(System.IO.Path.Combine(output, DatasetFormat.Manifest)))
        {
            throw new DatasetException($"'{output}' holds a dataset already: name another folder, or replace it with --force.");
        }
    }

    public static DatasetFolder Begin(string output)
    {
        string full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(output));
        string path = string.Create(CultureInfo.InvariantCulture, $"{full}.partial-{Environment.ProcessId}");
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        Directory.CreateDirectory(path);
        return new DatasetFolder(full, path);
    }

    public void WriteRejected(IEnumerable<DroppedCandidate> dropped) =>
        WriteLines(DatasetFormat.Rejected, dropped
            .Select(drop => new RejectedLine
            {
                Stage = drop.Stage,
                Reason = drop.Reason,
                RunId = drop.RunId,
                Address = drop.Seq is { } seq ? new EventAddress(drop.RunId, seq).ToString() : null,
                Kind = drop.Kind,
                Detail = drop.Detail,
            })
            .Select(line => DatasetText.Line(line, DatasetJson.Default.RejectedLine)));

    public void WriteRows(IReadOnlyCollection<(BuiltRow Row, LineageRow Lineage)> rows)
    {
        foreach (string split in Splits.Names)
        {
            WriteLines(DatasetFormat.RowsOf(split), rows.Where(row => row.Row.Split == split).Select(row => row.Row.Bytes));
        }

        WriteLines(DatasetFormat.Lineage, rows.Select(row => DatasetText.Line(row.Lineage, DatasetJson.Default.LineageRow)));
    }

    /// <summary>Writes the report and, unless the gates refused, card and manifest, and puts the folder in its place.</summary>
    /// <returns>Where it is: a refusal never takes the place of a dataset, it goes beside it.</returns>
    public string Finish(DatasetReport report, string traces, IReadOnlyList<(BuiltRow Row, LineageRow Lineage)> rows)
    {
        Write(DatasetFormat.Report, [.. DatasetText.Document(report, DatasetJson.Default.DatasetReport), (byte)'\n']);
        if (report.Verdict == "refused")
        {
            foreach (string file in DataFiles.Where(file => file != DatasetFormat.Rejected))
            {
                File.Delete(System.IO.Path.Combine(Path, file));
            }
        }
        else
        {
            Write(DatasetFormat.Card, DatasetCard.Write(report));
            Write(DatasetFormat.Manifest, SealedManifest.Seal(Manifest(report, rows)));
            if (StoredDataset.Open(Path).Problems is [var problem, ..])
            {
                throw new IOException($"The dataset was written and does not read back: {problem}.");
            }

            string relative = System.IO.Path.GetRelativePath(_output, System.IO.Path.GetFullPath(traces)).Replace('\\', '/');
            Write(DatasetFormat.LocalSources, [.. DatasetText.Line(new LocalSources { Traces = relative }, DatasetJson.Default.LocalSources), (byte)'\n']);
        }

        bool wouldHide = report.Verdict == "refused" && File.Exists(System.IO.Path.Combine(_output, DatasetFormat.Manifest));
        string place = wouldHide ? _output + ".refused" : _output;
        Put(place);
        return place;
    }

    /// <summary>Takes away what an exception left behind.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    /// <summary>Moves the folder to its place; what was there goes only once the new one stands.</summary>
    private void Put(string place)
    {
        string before = Path + ".before";
        if (Directory.Exists(place))
        {
            Directory.Move(place, before);
        }

        Directory.Move(Path, place);
        if (Directory.Exists(before))
        {
            Directory.Delete(before, recursive: true);
        }
    }

    private DatasetManifest Manifest(DatasetReport report, IReadOnlyList<(BuiltRow Row, LineageRow Lineage)> rows)
    {
        List<DatasetRun> runs = [.. rows.Select(row => row.Row.Candidate.Run).DistinctBy(run => run.RunId).OrderBy(run => run.RunId, StringComparer.Ordinal)
            .Select(run => new DatasetRun { RunId = run.RunId, File = run.File, Seal = run.End!.Sha256, EndSha256 = Hashes.Of(run.EndLine.Span) })];
        return new DatasetManifest
        {
            Builder = new BuilderIdentity { Name = "TraceKit.Sft", Version = typeof(DatasetFolder).Assembly.GetName().Version!.ToString(3) },
            Recipe = report.Recipe,
            RecipeSha256 = Hashes.Of(System.Text.Encoding.UTF8.GetBytes(RecipeFile.ToText(report.Recipe))),
            Loader = TargetFormats.Get(report.Recipe.Format).Loader,
            Rows = report.Rows,
            Files = [.. DataFiles.Append(DatasetFormat.Report).Append(DatasetFormat.Card).Order(StringComparer.Ordinal).Select(Describe)],
            RowsRoot = MerkleTree.Root([.. rows.Select(row => (ReadOnlyMemory<byte>)row.Row.Bytes)]),
            RunsRoot = MerkleTree.Root([.. runs.Select(run => (ReadOnlyMemory<byte>)Convert.FromHexString(run.Seal))]),
            Runs = runs,
        };
    }

    private DatasetFile Describe(string file)
    {
        byte[] bytes = File.ReadAllBytes(System.IO.Path.Combine(Path, file));
        return new DatasetFile { Path = file, Bytes = bytes.Length, Sha256 = Hashes.Of(bytes) };
    }

    private void WriteLines(string file, IEnumerable<byte[]> lines)
    {
        using FileStream stream = File.Create(System.IO.Path.Combine(Path, file));
        foreach (byte[] line in lines)
        {
            stream.Write(line);
            stream.WriteByte((byte)'\n');
        }
    }

    private void Write(string file, byte[] bytes) => File.WriteAllBytes(System.IO.Path.Combine(Path, file), bytes);
}
