using TraceKit.HeadToHead;
using TraceKit.HeadToHead.Measuring;
using TraceKit.HeadToHead.Tables;

const string Usage = """
    dotnet run -c Release --project benchmarks/TraceKit.HeadToHead -- <command>

    head-to-head [--rounds 5] [--minutes 10] [--only tracekit,serilog] [--tables typical,long,…]
                   all tables of docs/performance.md, to the standard output
    gate [--rounds 5]
                   exits with 1 when TraceKit costs more than it may, beside Serilog in the same rounds
    corpus FOLDER MEGABYTES [SEED]
                   run files of made-up episodes
    """;

try
{
    switch (args)
    {
        case ["peer", .. var rest]:
            Child.Run(Workload.Parse(rest), new PeerSetting(rest[6], new Uri(rest[7])), rest[8]);
            return 0;
        case ["head-to-head", .. var rest]:
            return Comparison.Run(Settings.Parse(rest), Console.Out, Console.Error);
        case ["gate", .. var rest]:
            return Gate.Run(Settings.Parse(rest), Console.Out, Console.Error);
        case ["corpus", var folder, var megabytes, .. var rest]:
            return CorpusCommand.Run(folder, megabytes, rest, Console.Out);
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (Exception failure) when (failure is ArgumentException or FormatException)
{
    Console.Error.WriteLine(failure.Message);
    Console.Error.WriteLine(Usage);
    return 2;
}
