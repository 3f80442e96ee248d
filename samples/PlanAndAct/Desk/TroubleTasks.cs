namespace PlanAndAct.Desk;

/// <summary>Cases that end badly: a dataset without them would only know how success looks.</summary>
internal static class TroubleTasks
{
    public static IEnumerable<DeskTask> All(CaseMaker make)
    {
        yield return Recall(make);
        yield return Unclear(make);
        yield return BrokenMailGateway(make);
        yield return BrokenSnapshot(make);
    }

    /// <summary>Too long for the limit on steps.</summary>
    private static DeskTask Recall(CaseMaker make)
    {
        Order[] orders = [.. Enumerable.Range(0, 9).Select(_ => make.Order())];
        return new DeskTask
        {
            Id = make.TaskId("recall"),
            Goal = $"Recall orders {string.Join(", ", orders.Select(order => order.Id))}: email each customer.",
            Note = "The maker found a faulty batch of plugs.",
            OpenShop = () => CaseMaker.ShopOf(orders),
            IsSolved = shop => orders.All(order => shop.HasMailed(order.Email)),
        };
    }

    /// <summary>No plan can be made of it.</summary>
    private static DeskTask Unclear(CaseMaker make)
    {
        Order order = make.Order();
        return new DeskTask
        {
            Id = make.TaskId("unclear-request"),
            Goal = "Resolve the case to the customer's satisfaction.",
            Note = $"{order.Customer}: {make.Pick("it is not what I had hoped for.", "I expected more, somehow.", "you know what this is about.")}",
            OpenShop = () => CaseMaker.ShopOf(order),
            IsSolved = shop => shop.HasMailed(order.Email),
        };
    }

    /// <summary>A tool breaks in a way that nobody foresaw.</summary>
    private static DeskTask BrokenMailGateway(CaseMaker make)
    {
        Order first = make.Order();
        Order second = make.Order();
        return new DeskTask
        {
            Id = make.TaskId("mail-gateway-down"),
            Goal = $"Tell the customers of orders {first.Id} and {second.Id} by email that the parcels are delayed.",
            Note = "Snow on the motorway.",
            OpenShop = () => new Shop([first, second]) { IsMailGatewayBroken = true },
            IsSolved = shop => shop.HasMailed(first.Email) && shop.HasMailed(second.Email),
        };
    }

    /// <summary>The environment breaks before the agent has seen anything.</summary>
    private static DeskTask BrokenSnapshot(CaseMaker make) => new()
    {
        Id = make.TaskId("broken-snapshot"),
        Goal = $"Refund order {make.Order().Id} in full and email the customer.",
        Note = "The display stays dark.",
        OpenShop = () => throw new InvalidDataException("The shop's snapshot for this case ends in the middle of a record."),
        IsSolved = _ => false,
    };
}
