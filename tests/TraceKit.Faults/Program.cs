using TraceKit.Faults.Victims;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace TraceKit.Faults;

/// <summary>Runs the short form as tests, makes the report, or is the process that is killed.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [Victim.Command, .. var settings])
        {
            return Victim.Run(VictimSettings.Parse(settings));
        }

        if (args is ["report", .. var wanted])
        {
            return Report.Write(Console.Out, wanted);
        }

        if (args is ["intrusions"])
        {
            return Intrusions.Intrusion.WriteTable(Console.Out);
        }

        return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
