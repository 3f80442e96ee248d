using TraceKit.Core.Tests.Collection;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace TraceKit.Core.Tests;

/// <summary>Runs the tests, or is the process that one of them kills.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [VictimProcess.Argument, string root])
        {
            return VictimProcess.EmitForEver(root);
        }

        return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
